package dev.trunkledger.command.rest;

import dev.trunkledger.command.domain.CommandContext;
import dev.trunkledger.command.domain.ExpectedVersion;
import dev.trunkledger.events.EventActor;
import dev.trunkledger.http.Caller;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import dev.trunkledger.http.RequestFacts;
import dev.trunkledger.http.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a write says besides its body.
 *
 * @param expectedVersion from {@code If-Match}
 * @param keepAuthPassword whether an omitted password means the stored one
 */
record WriteRequest(
        Caller caller,
        RequestFacts facts,
        @Nullable IdempotencyKey key,
        @Nullable ExpectedVersion expectedVersion,
        boolean keepAuthPassword) {

    /** A collection has no version, so that {@code If-Match} means nothing here. */
    static WriteRequest ofCreation(Caller caller, RequestFacts facts, HttpServletRequest request) {
        JsonBody.require(request);
        WriteParameters.refuseAll(request);
        return new WriteRequest(caller, facts, key(request), null, false);
    }

    static WriteRequest ofReplacement(
            Caller caller, RequestFacts facts, HttpServletRequest request, CommandSettings settings) {
        JsonBody.require(request);
        boolean keep = WriteParameters.keepAuthPassword(request);
        return new WriteRequest(caller, facts, key(request), expected(request, settings), keep);
    }

    static WriteRequest ofRestoration(
            Caller caller, RequestFacts facts, HttpServletRequest request, CommandSettings settings) {
        JsonBody.require(request);
        return withoutBody(caller, facts, request, settings);
    }

    static WriteRequest withoutBody(
            Caller caller, RequestFacts facts, HttpServletRequest request, CommandSettings settings) {
        WriteParameters.refuseAll(request);
        return new WriteRequest(caller, facts, key(request), expected(request, settings), false);
    }

    /** The reason stands in the body; a second one in the header could contradict it, and is refused. */
    static WriteRequest ofReveal(Caller caller, RequestFacts facts, HttpServletRequest request) {
        JsonBody.require(request);
        WriteParameters.refuseAll(request);
        if (facts.changeReason() != null) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER, "A reveal has its reason in the body, not in X-Change-Reason.");
        }
        return new WriteRequest(caller, facts, null, null, false);
    }

    CommandContext context(Instant now) {
        return context(now, facts.changeReason());
    }

    CommandContext context(Instant now, @Nullable String reason) {
        EventActor actor = new EventActor(
                caller.sub(),
                caller.clientId(),
                facts.ip(),
                facts.userAgent(),
                reason,
                facts.requestId(),
                facts.traceId());
        return new CommandContext(caller.orgId(), actor, caller.has(Scopes.PROVIDER), now, UUID.randomUUID());
    }

    private static @Nullable IdempotencyKey key(HttpServletRequest request) {
        return IdempotencyKey.parse(values(request, IdempotencyKey.HEADER));
    }

    private static @Nullable ExpectedVersion expected(HttpServletRequest request, CommandSettings settings) {
        return IfMatch.parse(values(request, "If-Match"), settings.requireIfMatch());
    }

    private static List<String> values(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header));
    }
}
