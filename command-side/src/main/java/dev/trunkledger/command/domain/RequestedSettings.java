package dev.trunkledger.command.domain;

import org.jspecify.annotations.Nullable;

/**
 * Settings as a caller sent them, unchecked; null where it sent nothing.
 *
 * @param cpsLimit what does not fit a long counts as the nearest long: out of range either way
 */
public record RequestedSettings(
        @Nullable String server,
        @Nullable String transport,
        @Nullable String domain,
        @Nullable String authUser,
        @Nullable String description,
        @Nullable Long cpsLimit,
        @Nullable String cpsKey) {}
