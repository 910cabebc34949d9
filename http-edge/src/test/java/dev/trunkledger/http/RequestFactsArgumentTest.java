package dev.trunkledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.ServletWebRequest;

class RequestFactsArgumentTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\t"})
    void takesABlankChangeReasonForNone(String header) throws Exception {
        assertThat(reason(header)).isNull();
    }

    @Test
    void readsChangeReasonsAsUtf8AlthoughTheContainerDoesNot() throws Exception {
        assertThat(reason(latin1Of("Träger gewechselt – 移行 🚀"))).isEqualTo("Träger gewechselt – 移行 🚀");
        assertThat(reason("caf\u00e9")).isEqualTo("café");
    }

    @Test
    void countsTheLengthOfAChangeReasonInCodePoints() throws Exception {
        assertThat(reason(latin1Of("🚀".repeat(500)))).hasSize(1_000);
        assertInvalid(latin1Of("🚀".repeat(501)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\u0000b", "a\nX-Injected: 1", "a\u007fb", "a\u00c2\u0085b"})
    void refusesControlCharactersInAChangeReason(String header) {
        assertInvalid(header);
    }

    @Test
    void cutsAnOverlongUserAgent() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("User-Agent", "u\u0000".repeat(1_000));

        assertThat(facts(request).userAgent()).isEqualTo("u".repeat(512));
    }

    private static void assertInvalid(String header) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> reason(header))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PARAMETER))
                .withMessageStartingWith("Header X-Change-Reason ");
    }

    private static String latin1Of(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static @Nullable String reason(String header) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("X-Change-Reason", header);
        return facts(request).changeReason();
    }

    private static RequestFacts facts(MockHttpServletRequest request) throws Exception {
        new RequestFactsFilter(Tracing.off(), new ProblemTranslation(), new ProblemWriter())
                .doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
        MethodParameter parameter =
                new MethodParameter(SampleController.class.getDeclaredMethod("facts", RequestFacts.class), 0);
        return new RequestFactsArgument().resolveArgument(parameter, null, new ServletWebRequest(request), null);
    }
}
