package dev.trunkledger.command.retention;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;

/**
 * {@code trunkledger.retention.*}: how long what is not needed any more is kept.
 *
 * @param eraseDeletedAfter how long the secrets of a deleted credential are kept, in days when no unit is given; null
 *     for ever
 */
@ConfigurationProperties("trunkledger.retention")
record RetentionSettings(
        @DurationUnit(ChronoUnit.DAYS) @Nullable Duration eraseDeletedAfter) {

    RetentionSettings {
        // What cannot be undone wants some time to think: a slip such as 0 or 30ms must not destroy anything.
        if (eraseDeletedAfter != null && eraseDeletedAfter.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException(
                    "TRUNKLEDGER_ERASE_DELETED_AFTER must be at least 1d, or empty for never");
        }
    }
}
