package dev.trunkledger.command.domain;

import dev.trunkledger.events.EventActor;
import java.time.Instant;
import java.util.UUID;

/**
 * Who asks, when, and under which id the outcome is to be recorded; time and randomness come in from outside.
 *
 * @param orgId organisation of the caller's token
 * @param provider whether the caller acts for a connected VoIP provider (scope {@code sip-credentials:provider})
 * @param eventId id of the event that the command may lead to
 */
public record CommandContext(String orgId, EventActor actor, boolean provider, Instant now, UUID eventId) {}
