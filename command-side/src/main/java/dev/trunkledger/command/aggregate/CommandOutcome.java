package dev.trunkledger.command.aggregate;

import dev.trunkledger.events.PublicCredential;

/**
 * What a command that was carried out left.
 *
 * @param credential as it stands; after a deletion, as it stood
 * @param changed false when all was already as the command wanted it
 */
public record CommandOutcome(PublicCredential credential, boolean changed) {}
