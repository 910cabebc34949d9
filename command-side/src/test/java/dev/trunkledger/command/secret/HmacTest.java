package dev.trunkledger.command.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class HmacTest {

    private final SecretKey key = new SecretKeySpec(new byte[32], "HmacSHA256");

    @Test
    void tellsWhereOnePartEndsAndTheNextBegins() {
        assertThat(Hmac.of(key, bytes("ab"), bytes("c")))
                .isEqualTo(Hmac.of(key, bytes("ab"), bytes("c")))
                .isNotEqualTo(Hmac.of(key, bytes("a"), bytes("bc")))
                .isNotEqualTo(Hmac.of(key, bytes("abc")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
