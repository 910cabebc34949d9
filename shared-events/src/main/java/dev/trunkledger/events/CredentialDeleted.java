package dev.trunkledger.events;

/** A credential was deleted: hidden, its secret unreadable; {@code content} is what a restoration would start from. */
public record CredentialDeleted(EventEnvelope envelope, CredentialContent content) implements CredentialEvent {}
