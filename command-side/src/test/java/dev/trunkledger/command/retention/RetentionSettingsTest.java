package dev.trunkledger.command.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RetentionSettingsTest {

    @Test
    void emptyMeansNever() {
        assertThat(bound("").eraseDeletedAfter()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"30d,30", "30,30", "48h,2", "1d,1"})
    void countsInDays(String text, long days) {
        assertThat(bound(text).eraseDeletedAfter()).isEqualTo(Duration.ofDays(days));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0d", "-1d", "30ms", "23h"})
    void destroysNothingByASlip(String text) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bound(text))
                .withStackTraceContaining("must be at least 1d");
    }

    private static RetentionSettings bound(String text) {
        return new Binder(new MapConfigurationPropertySource(Map.of("trunkledger.retention.erase-deleted-after", text)))
                .bindOrCreate("trunkledger.retention", RetentionSettings.class);
    }
}
