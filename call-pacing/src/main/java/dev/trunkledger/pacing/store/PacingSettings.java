package dev.trunkledger.pacing.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code trunkledger.pacing.*}.
 *
 * @param margin what a second is stretched by, see {@link dev.trunkledger.pacing.gate.Spacing}
 * @param lanes statements that may be under way at a time
 * @param idle gates that nothing passed for so long are dropped
 */
@ConfigurationProperties("trunkledger.pacing")
public record PacingSettings(
        @DefaultValue("25ms") Duration margin,
        @DefaultValue("1") int lanes,
        @DefaultValue("1h") Duration idle) {}
