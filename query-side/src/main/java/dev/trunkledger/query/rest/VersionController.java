package dev.trunkledger.query.rest;

import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.http.Caller;
import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import dev.trunkledger.http.RequiresScope;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.input.ParameterForm;
import dev.trunkledger.http.input.QueryParameters;
import dev.trunkledger.query.credentials.CredentialVersion;
import dev.trunkledger.query.credentials.PastCredentials;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The versions of one credential, those of deleted and erased ones too, and what two of them differ in. */
@RestController
@RequestMapping(path = "/api/v1/sip-credentials/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class VersionController {

    private final PastCredentials past;

    VersionController(PastCredentials past) {
        this.past = past;
    }

    @GetMapping("/versions/{version}")
    @RequiresScope(Scopes.READ)
    ResponseEntity<ObjectNode> version(
            Caller caller, @PathVariable UUID id, @PathVariable String version, HttpServletRequest request) {
        new QueryParameters(request.getParameterMap()).refuseFaults();
        long number = number(version);
        CredentialVersion found = versions(caller, id, number).getFirst();
        var tag = new EntityTag(number);
        boolean unchanged = tag.isNamedIn(request.getHeaders(HttpHeaders.IF_NONE_MATCH));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(unchanged ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(tag.toString())
                // A version never changes. Another caller in the same browser has to ask for himself.
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(1)).cachePrivate().immutable())
                .varyBy(HttpHeaders.AUTHORIZATION);
        return unchanged ? answer.build() : answer.body(json(found));
    }

    @GetMapping("/diff")
    @RequiresScope(Scopes.READ)
    ObjectNode diff(Caller caller, @PathVariable UUID id, HttpServletRequest request) {
        var query = new QueryParameters(request.getParameterMap());
        long from = query.required("from", CredentialController.VERSION, 1L);
        long to = query.required("to", CredentialController.VERSION, 1L);
        query.refuseFaults();
        List<CredentialVersion> found = versions(caller, id, from, to);
        return DiffJson.write(found.getFirst(), found.getLast());
    }

    /**
     * Each of them, in that order: one that is missing is named, which tells nothing about another organisation's
     * credential.
     */
    private List<CredentialVersion> versions(Caller caller, UUID id, Long... versions) {
        Map<Long, CredentialVersion> found = past.versions(caller.orgId(), id, versions);
        String missing = Stream.of(versions)
                .distinct()
                .filter(version -> !found.containsKey(version))
                .map(String::valueOf)
                .collect(Collectors.joining(" and "));
        if (!missing.isEmpty()) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND,
                    "There is no credential with that id, or it has no version " + missing + ".");
        }
        return Stream.of(versions)
                .map(version -> Objects.requireNonNull(found.get(version)))
                .toList();
    }

    private static ObjectNode json(CredentialVersion found) {
        ObjectNode node = PublicCredentialJson.write(found.stored().credential());
        CredentialAnswers.putDeletedTime(node, found.stored());
        return node;
    }

    private static long number(String version) {
        ParameterForm<Long> form = CredentialController.VERSION;
        return form.parse()
                .apply(version)
                .orElseThrow(() -> new ProblemException(ProblemType.INVALID_PARAMETER, "The version is not one.")
                        .withErrors(List.of(
                                new FieldFault("/version", form.code(), "version must be " + form.expected()))));
    }
}
