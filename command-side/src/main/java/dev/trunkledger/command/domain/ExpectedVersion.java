package dev.trunkledger.command.domain;

import java.util.Set;

/**
 * The versions on which a caller is ready to build: {@code If-Match} may list several (RFC 9110, section 13.1.1), and
 * one that lists no version of ours admits none.
 */
public record ExpectedVersion(Set<Long> anyOf) {

    public ExpectedVersion {
        anyOf = Set.copyOf(anyOf);
    }

    public static ExpectedVersion of(long version) {
        return new ExpectedVersion(Set.of(version));
    }

    boolean admits(long version) {
        return anyOf.contains(version);
    }
}
