package dev.trunkledger.command.access;

import dev.trunkledger.command.domain.CommandContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks for a credential's secret.
 *
 * @param context the actor's reason says why
 * @param traceParent W3C trace context of the request
 */
public record RevealRequest(
        UUID credentialId, CommandContext context, @Nullable String traceParent) {}
