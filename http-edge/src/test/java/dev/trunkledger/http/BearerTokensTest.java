package dev.trunkledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

class BearerTokensTest {

    private final BearerTokens tokens = new BearerTokens();

    @ParameterizedTest
    @ValueSource(strings = {"Bearer aB9-._~+/", "bearer abc", "BEARER abc==", "Bearer a"})
    void findsAToken(String header) {
        assertThat(convert(header))
                .isInstanceOfSatisfying(
                        BearerTokenAuthenticationToken.class,
                        found -> assertThat(found.getToken()).isEqualTo(header.substring("Bearer ".length())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer =",
                "Bearer  abc",
                "Bearer a b",
                "Bearer a=b",
                "Bearer a,b",
                "Bearerabc",
                "Bearer a\u00e9"
            })
    void refusesWhatIsMalformed(String header) {
        assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> convert(header));
    }

    @Test
    void leavesOtherSchemesAndAbsentHeadersAlone() {
        assertThat(convert("Basic abc")).isNull();
        assertThat(convert(null)).isNull();
    }

    @Test
    void looksNowhereElse() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setParameter("access_token", "abc");

        assertThat(tokens.convert(request)).isNull();
    }

    private @Nullable Authentication convert(@Nullable String header) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (header != null) {
            request.addHeader("Authorization", header);
        }
        return tokens.convert(request);
    }
}
