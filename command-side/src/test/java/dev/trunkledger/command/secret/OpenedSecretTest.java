package dev.trunkledger.command.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OpenedSecretTest {

    private static final int[] DIFFICULT = {
        '"', '\\', '/', 0, 0x1f, 0x7f, 0x80, 0x2028, 0xfeff, 0xffff, 0x1f511, 0x10ffff
    };

    @Test
    void isAJsonStringThatReadsAsThePassword() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String password = random.ints(random.nextInt(0, 65), 0, DIFFICULT.length + 20)
                    .mapToObj(n -> Character.toString(n < DIFFICULT.length ? DIFFICULT[n] : 'a' + n - DIFFICULT.length))
                    .collect(Collectors.joining());
            byte[] json = opened(password).json();
            assertThat(JsonMapper.shared().readValue(json, String.class))
                    .as("seed %d", seed)
                    .isEqualTo(password);
        }
    }

    @Test
    void escapesNoMoreThanItMust() {
        assertThat(new String(opened("a/\u00e9\uD83D\uDD11\"\n").json(), StandardCharsets.UTF_8))
                .isEqualTo("\"a/\u00e9\uD83D\uDD11\\\"\\u000a\"");
    }

    @Test
    void isWipedWhenItIsClosed() {
        byte[] password = "hunter2".getBytes(StandardCharsets.UTF_8);
        OpenedSecret secret = new OpenedSecret(password);
        secret.close();
        assertThat(password).containsOnly(0);
    }

    @Test
    void printsAsAMask() {
        assertThat(opened("hunter2")).hasToString("OpenedSecret[***]");
    }

    private static OpenedSecret opened(String password) {
        return new OpenedSecret(password.getBytes(StandardCharsets.UTF_8));
    }
}
