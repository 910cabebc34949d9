package dev.trunkledger.events;

/** Every secret of a deleted credential was destroyed for good; {@code content} has no secret any more. */
public record SecretsErased(EventEnvelope envelope, CredentialContent content) implements CredentialEvent {}
