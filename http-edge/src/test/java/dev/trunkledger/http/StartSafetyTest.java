package dev.trunkledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class StartSafetyTest {

    private final Map<String, Object> properties = new LinkedHashMap<>(Map.of(
            "trunkledger.security.issuer", "https://issuer.example",
            "trunkledger.security.audience", "trunkledger",
            "trunkledger.security.jwk-set-uri", "https://issuer.example/jwks.json",
            "spring.datasource.password", "Zq8-4711-long-enough"));
    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    @Test
    void startsWithSafeSettings() {
        assertThatNoException().isThrownBy(this::check);
        assertThatNoException().isThrownBy(() -> check("production"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trunkledger.security.issuer      |                              | TRUNKLEDGER_ISSUER must name
            trunkledger.security.issuer      | urn:trunkledger:local        | TRUNKLEDGER_ISSUER is the local stack's
            trunkledger.security.audience    |                              | TRUNKLEDGER_AUDIENCE must not be empty
            trunkledger.security.jwk-set-uri |                              | TRUNKLEDGER_JWK_SET_URI must say where
            trunkledger.security.jwk-set-uri | http://issuer.example/jwks   | TRUNKLEDGER_JWK_SET_URI must be https:
            trunkledger.security.jwk-set-uri | ftp://issuer.example/jwks    | TRUNKLEDGER_JWK_SET_URI must begin with
            trunkledger.security.jwk-set-uri | /etc/jwks.json               | TRUNKLEDGER_JWK_SET_URI must begin with
            trunkledger.security.jwk-set-uri | ht tp                        | TRUNKLEDGER_JWK_SET_URI is not a URI
            spring.datasource.password       |                              | spring.datasource.password must not be
            spring.datasource.password       | postgres                     | spring.datasource.password is a default
            spring.flyway.password           | Trunkledger                  | spring.flyway.password is a default
            TRUNKLEDGER_DB_PASSWORD          | changeit                     | TRUNKLEDGER_DB_PASSWORD is a default
            TRUNKLEDGER_DB_OWNER_PASSWORD    | secret                       | TRUNKLEDGER_DB_OWNER_PASSWORD is a
            """)
    void refuses(String property, String value, String sentence) {
        properties.put(property, value == null ? "" : value);

        assertRefused(sentence);
    }

    @Test
    void seesThroughPlaceholders() {
        properties.put("spring.datasource.password", "${TRUNKLEDGER_DB_PASSWORD:password}");

        assertRefused("spring.datasource.password is a default");
    }

    @Test
    void neverPrintsThePasswordItRefuses() {
        properties.put("spring.datasource.password", "PassW0rd");

        assertThatExceptionOfType(UnsafeStartException.class)
                .isThrownBy(this::check)
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContainIgnoringCase("passw0rd"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9000/jwks", "http://localhost/jwks", "http://[::1]/jwks"})
    void plainHttpKeysMustComeFromTheSameMachine(String uri) {
        properties.put("trunkledger.security.jwk-set-uri", uri);

        assertThatNoException().isThrownBy(this::check);
        assertRefused("TRUNKLEDGER_JWK_SET_URI must be https:", "production");
    }

    @Test
    void plainHttpKeysFromElsewhereMustBeAllowedByName() {
        properties.put("trunkledger.security.jwk-set-uri", "http://issuer.internal/jwks");
        properties.put("trunkledger.security.allow-insecure-jwk-set", "true");

        assertThatNoException().isThrownBy(this::check);
        assertRefused("TRUNKLEDGER_JWK_SET_URI must be https:", "production");
    }

    @Test
    void productionAsksForLongPasswords() {
        properties.put("spring.datasource.password", "Zq8-4711");

        assertThatNoException().isThrownBy(this::check);
        assertRefused("spring.datasource.password must have 16 characters or more in production", "production");
    }

    @Test
    void theLocalStackMayUseItsOwnIssuer() {
        properties.put("trunkledger.security.issuer", LocalMode.ISSUER);
        beans.registerSingleton("localMode", new LocalMode());

        assertThatNoException().isThrownBy(this::check);
    }

    @Test
    void noPropertyMakesALocalStack() {
        properties.put("trunkledger.security.issuer", LocalMode.ISSUER);
        properties.put("spring.profiles.active", "local");
        properties.put("trunkledger.local-mode", "true");

        assertRefused("TRUNKLEDGER_ISSUER is the local stack's", "local");
    }

    private void assertRefused(String sentence, String... profiles) {
        assertThatExceptionOfType(UnsafeStartException.class)
                .isThrownBy(() -> check(profiles))
                .withMessageStartingWith(sentence)
                .withMessageEndingWith(".");
    }

    private void check(String... profiles) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        environment.setActiveProfiles(profiles);
        new StartSafety(environment).postProcessBeanFactory(beans);
    }
}
