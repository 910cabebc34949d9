package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trunkledger.command.domain.RequestedSettings;
import dev.trunkledger.command.secret.PlainSecret;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialBodyTest {

    private static final String PROVIDER = "0123ABCD-0000-4000-8000-0000000000f1";

    @Test
    void takesASoundBody() {
        CredentialBody body = body("sip.example.com", "s3cr3t", PROVIDER);

        assertThatCode(body::refuseFaults).doesNotThrowAnyException();
        assertThat(body.provider()).isEqualTo(UUID.fromString(PROVIDER));
    }

    @Test
    void namesFaultsOfSettingsPasswordAndProviderTogether() {
        ProblemException problem = problem(body("sip_1", "****", "f1"));

        assertThat(problem.type()).isEqualTo(ProblemType.VALIDATION_FAILED);
        assertThat(codes(problem))
                .containsExactly("/server invalid-host", "/authPassword masked", "/providerId invalid-uuid");
        assertThat(problem.detail()).isEqualTo("3 rules are broken; errors lists them.");
    }

    @Test
    void neverRepeatsThePassword() {
        ProblemException problem = problem(body("sip.example.com", "hunter2\n".repeat(20), null));

        assertThat(codes(problem)).containsExactly("/authPassword too-long", "/authPassword control-character");
        assertThat(problem.errors())
                .allSatisfy(fault -> assertThat(fault.toString()).doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "00000000-0000-4000-8000-0000000000f",
                "{00000000-0000-4000-8000-0000000000f1}",
                "0000000000004000800000000000000000f1",
                "00000000-0000-4000-8000-0000000000g1"
            })
    void takesUuidsInTheirOneForm(String providerId) {
        assertThat(codes(problem(body("sip.example.com", null, providerId))))
                .containsExactly("/providerId invalid-uuid");
    }

    private static ProblemException problem(CredentialBody body) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, body::refuseFaults);
        assertThat(problem).as("a refusal").isNotNull();
        return problem;
    }

    private static List<String> codes(ProblemException problem) {
        return problem.errors().stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .toList();
    }

    private static CredentialBody body(String server, @Nullable String password, @Nullable String providerId) {
        return new CredentialBody(
                new RequestedSettings(server, null, null, null, null, null, null),
                password == null
                        ? new RequestedSecret.Omitted()
                        : new RequestedSecret.Given(PlainSecret.of(password.toCharArray())),
                providerId);
    }
}
