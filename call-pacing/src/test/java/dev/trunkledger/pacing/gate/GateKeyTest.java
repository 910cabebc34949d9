package dev.trunkledger.pacing.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class GateKeyTest {

    private static final UUID ID = new UUID(1, 2);

    @Test
    void isTheSameForTheSame() {
        assertThat(GateKey.ofCredential(ID)).isEqualTo(GateKey.ofCredential(ID));
        assertThat(GateKey.ofPool("org", "key")).isEqualTo(GateKey.ofPool("org", "key"));
    }

    @Test
    void keepsApartWhatReadsTheSameInARow() {
        assertThat(GateKey.ofPool("ab", "c")).isNotEqualTo(GateKey.ofPool("a", "bc"));
        assertThat(GateKey.ofPool("", "abc")).isNotEqualTo(GateKey.ofPool("abc", ""));
        assertThat(GateKey.ofPool("credential", ID.toString())).isNotEqualTo(GateKey.ofCredential(ID));
    }

    @Test
    void isAUuidOfVersion8() {
        UUID key = GateKey.ofPool("org", "key").id();

        assertThat(key.version()).isEqualTo(8);
        assertThat(key.variant()).isEqualTo(2);
    }

    @Test
    void isOrderedAsBytes() {
        GateKey low = new GateKey(new UUID(1, -1));
        GateKey high = new GateKey(new UUID(-1, 0));

        assertThat(low).isLessThan(high);
        assertThat(new GateKey(new UUID(1, 1))).isLessThan(low);
    }
}
