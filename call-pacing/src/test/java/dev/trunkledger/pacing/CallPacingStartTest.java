package dev.trunkledger.pacing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trunkledger.http.LocalMode;
import dev.trunkledger.http.UnsafeStartException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;

/** It is held to what every side is held to before it connects or listens; nothing is there to connect to. */
class CallPacingStartTest {
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "SPRING_PROFILES_ACTIVE", "production",
            "TRUNKLEDGER_DB_URL", "jdbc:postgresql://127.0.0.1:1/trunkledger",
            "TRUNKLEDGER_DB_PASSWORD", "ea2d0c1b9f7748aa",
            "TRUNKLEDGER_DB_OWNER_PASSWORD", "17cb5a6e3d0249f1",
            "TRUNKLEDGER_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
            "TRUNKLEDGER_ISSUER", "https://login.example.com",
            "TRUNKLEDGER_JWK_SET_URI", "https://login.example.com/jwks"));

    @Test
    void refusesAShortPasswordInProduction() {
        environment.put("TRUNKLEDGER_DB_PASSWORD", "ea2d0c1b9f");

        assertRefused("TRUNKLEDGER_DB_PASSWORD must have 16 characters or more in production");
    }

    @Test
    void refusesAShortPasswordOfTheOwnerInProduction() {
        environment.put("TRUNKLEDGER_DB_OWNER_PASSWORD", "17cb5a6e3d");

        assertRefused("TRUNKLEDGER_DB_OWNER_PASSWORD must have 16 characters or more in production");
    }

    @Test
    void refusesTheLocalIssuer() {
        environment.put("TRUNKLEDGER_ISSUER", LocalMode.ISSUER);

        assertRefused("TRUNKLEDGER_ISSUER is the local stack's");
    }

    @Test
    void refusesKeysOverPlainHttp() {
        environment.put("TRUNKLEDGER_JWK_SET_URI", "http://login.example.com/jwks");

        assertRefused("TRUNKLEDGER_JWK_SET_URI must be https");
    }

    private void assertRefused(String sentence) {
        String[] settings = environment.entrySet().stream()
                .map(setting -> "--" + property(setting.getKey()) + "=" + setting.getValue())
                .toArray(String[]::new);

        assertThatThrownBy(() -> SpringApplication.run(CallPacingApplication.class, settings))
                .isInstanceOf(UnsafeStartException.class)
                .hasMessageContaining(sentence);
    }

    private static String property(String variable) {
        return variable.equals("SPRING_PROFILES_ACTIVE") ? "spring.profiles.active" : variable;
    }
}
