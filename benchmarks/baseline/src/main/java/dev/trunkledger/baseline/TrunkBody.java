package dev.trunkledger.baseline;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a caller sends. */
record TrunkBody(
        @NotBlank @Size(max = 255) String server,
        @Nullable @Size(max = 255) String domain,
        @Nullable @Size(max = 255) String authUser,
        @Nullable @Size(min = 1, max = 64) String authPassword,
        @Nullable @Pattern(regexp = "udp|tcp|tls") String transport,
        @Nullable @Size(max = 255) String description,
        @Nullable @Min(1) @Max(100_000) Integer cpsLimit,
        @Nullable @Size(min = 1, max = 255) String cpsKey) {}
