package dev.trunkledger.pacing.limits;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param cpsLimit what the member itself says; null when it says nothing, which leaves it to the others */
public record PoolMember(UUID id, @Nullable Integer cpsLimit) {}
