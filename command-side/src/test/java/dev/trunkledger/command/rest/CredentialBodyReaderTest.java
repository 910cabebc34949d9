package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trunkledger.command.domain.RequestedSettings;
import dev.trunkledger.command.rest.CredentialBodyReader.Use;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialBodyReaderTest {

    @Test
    void readsEveryMember() {
        CredentialBody body = read(Use.CREATION, """
                {"server": "sip.example.com", "transport": "tls", "domain": "realm", "authUser": "alice",
                 "authPassword": "s3cr3t", "description": "", "cpsLimit": 10, "cpsKey": "pool",
                 "providerId": "00000000-0000-4000-8000-0000000000f1"}""");

        assertThat(body.requested())
                .isEqualTo(new RequestedSettings("sip.example.com", "tls", "realm", "alice", "", 10L, "pool"));
        assertThat(password(body)).isEqualTo("s3cr3t");
        assertThat(body.providerId()).isEqualTo("00000000-0000-4000-8000-0000000000f1");
    }

    @Test
    void tellsOmittedFromNull() {
        assertThat(read(Use.REPLACEMENT, "{}").secret()).isInstanceOf(RequestedSecret.Omitted.class);
        assertThat(read(Use.REPLACEMENT, "{\"authPassword\": null}").secret())
                .isInstanceOf(RequestedSecret.Cleared.class);
    }

    @Test
    void readsNullAsUnset() {
        CredentialBody body = read(
                Use.CREATION,
                "{\"domain\":null,\"authUser\":null,\"description\":null,\"cpsLimit\":null,\"cpsKey\":null,"
                        + "\"providerId\":null}");

        assertThat(body.requested()).isEqualTo(new RequestedSettings(null, null, null, null, null, null, null));
        assertThat(body.providerId()).isNull();
    }

    @Test
    void readsPasswordsOfAnyFormInJson() {
        assertThat(password(read(Use.CREATION, "{\"authPassword\":\"a\\u00e9\\n\\\"\\\\\\/b\"}")))
                .isEqualTo("a\u00e9\n\"\\/b");
        assertThat(password(read(Use.CREATION, "{\"authPassword\":\"\u00e9\ud83d\udd11\"}")))
                .isEqualTo("\u00e9\ud83d\udd11");
        assertThat(password(read(Use.CREATION, "{\"authPassword\":\"\\ud83d\\udd11\"}")))
                .isEqualTo("\ud83d\udd11");
        assertThat(password(read(Use.CREATION, "{\"authPassword\":\"\"}"))).isEmpty();
        String longer = "0123456789\\t".repeat(900);
        assertThat(password(read(Use.CREATION, "{\"server\":\"a\",\"authPassword\":\"" + longer + "\"}")))
                .isEqualTo("0123456789\t".repeat(900));
    }

    @Test
    void readsWhatFollowsThePassword() {
        CredentialBody body =
                read(Use.CREATION, "{\"authPassword\":\"s3cr3t\",\"server\":\"sip.example.com\",\"cpsLimit\":3}");

        assertThat(body.requested().server()).isEqualTo("sip.example.com");
        assertThat(body.requested().cpsLimit()).isEqualTo(3L);
        assertThat(password(body)).isEqualTo("s3cr3t");
    }

    @Test
    void takesNumbersOfAnySizeForOutOfRangeNotForMalformed() {
        assertThat(limit("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(limit("99999999999999999999999")).isEqualTo(Long.MAX_VALUE);
        assertThat(limit("-1")).isEqualTo(-1L);
        assertThat(limit("-0")).isZero();
    }

    @Test
    void ignoresWhatTheServerOwnsInAReplacement() {
        CredentialBody body = read(Use.REPLACEMENT, """
                {"id": "x", "orgId": 7, "source": {"a": [1, {"b": 2}]}, "createdTime": null, "lastUpdateTime": [],
                 "version": 1.5, "authPasswordSet": "yes", "providerId": {"not": "a UUID"}, "server": "sip.example.com"}
                """);

        assertThat(body.requested().server()).isEqualTo("sip.example.com");
        assertThat(body.providerId()).isNull();
    }

    @Test
    void refusesWhatTheServerOwnsInACreation() {
        assertThat(errors(Use.CREATION, """
                {"server": "a", "id": "x", "orgId": "x", "source": "manual", "createdTime": "x", "lastUpdateTime": "x",
                 "version": 1, "authPasswordSet": true}"""))
                .containsExactly(
                        "/id server-owned",
                        "/orgId server-owned",
                        "/source server-owned",
                        "/createdTime server-owned",
                        "/lastUpdateTime server-owned",
                        "/version server-owned",
                        "/authPasswordSet server-owned");
    }

    @Test
    void namesEveryMemberThatIsNotOfTheDocumentedForm() {
        assertThat(errors(Use.CREATION, """
                {"server": null, "transport": null, "domain": 1, "authUser": true, "authPassword": 12345,
                 "description": ["x"], "cpsLimit": "10", "cpsKey": {"a": "b"}, "providerId": 7, "authPasword": "x",
                 "cps_limit": {"deep": [1, 2, {"server": "x"}]}}"""))
                .containsExactly(
                        "/server wrong-type",
                        "/transport wrong-type",
                        "/domain wrong-type",
                        "/authUser wrong-type",
                        "/authPassword wrong-type",
                        "/description wrong-type",
                        "/cpsLimit wrong-type",
                        "/cpsKey wrong-type",
                        "/providerId wrong-type",
                        "/authPasword unknown-field",
                        "/cps_limit unknown-field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1.0", "1e2", "true", "\"1\"", "[]", "{}"})
    void takesOnlyPlainWholeNumbersForTheLimit(String value) {
        assertThat(errors(Use.CREATION, "{\"server\":\"a\",\"cpsLimit\":" + value + "}"))
                .containsExactly("/cpsLimit wrong-type");
    }

    @Test
    void refusesMembersThatAreThereTwice() {
        assertThat(errors(
                        Use.CREATION,
                        "{\"server\":\"a\",\"server\":\"b\",\"authPassword\":\"x\",\"cpsLimit\":1,"
                                + "\"authPassword\":null,\"cpsL\\u0069mit\":2}"))
                .containsExactly(
                        "/server duplicate-field", "/authPassword duplicate-field", "/cpsLimit duplicate-field");
        assertThat(errors(Use.REPLACEMENT, "{\"server\":\"a\",\"id\":\"b\",\"id\":\"c\"}"))
                .containsExactly("/id duplicate-field");
    }

    @Test
    void isCaseSensitive() {
        assertThat(errors(Use.CREATION, "{\"Server\":\"a\"}")).containsExactly("/Server unknown-field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "a~b", "line\\nbreak", "\\ud800", "\u00e9", "<script>"})
    void doesNotRepeatNamesThatAreNone(String name) {
        assertThat(errors(Use.CREATION, "{\"" + name + "\":\"a\"}")).containsExactly(" unknown-field");
        assertThat(errors(Use.CREATION, "{\"" + "n".repeat(65) + "\":\"a\"}")).containsExactly(" unknown-field");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "1",
                "\"hunter2\"",
                "[]",
                "[{\"server\":\"hunter2\"}]",
                "{",
                "}",
                "{\"authPassword\":\"hunter2",
                "{\"authPassword\":\"hunter2\"",
                "{\"authPassword\":\"hunter2\",}",
                "{\"authPassword\":\"hunter2\"} {}",
                "{\"authPassword\":\"hunter2\"} x",
                "{\"authPassword\":\"hunter2\"}}",
                "{\"authPassword\":hunter2}",
                "{\"authPassword\":'hunter2'}",
                "{'authPassword':\"hunter2\"}",
                "{authPassword:\"hunter2\"}",
                "{\"authPassword\":\"hunter2\\x\"}",
                "{\"authPassword\":\"hunter2\\u12\"}",
                "{\"authPassword\":\"hunter2\n\"}",
                "{\"authPassword\":\"hunter2\u0000\"}",
                "{\"authPassword\" \"hunter2\"}",
                "{\"authPassword\":\"hunter2\" \"server\":\"a\"}",
                "{\"cpsLimit\":01}",
                "{\"cpsLimit\":+1}",
                "{\"cpsLimit\":.5}",
                "{\"cpsLimit\":NaN}",
                "{\"cpsLimit\":0x10}",
                "{/* hunter2 */}",
                "// hunter2\n{}",
                "\ufeff{}",
                "server=hunter2"
            })
    void refusesWhatIsNoJsonObjectWithoutRepeatingIt(String text) {
        ProblemException problem = problem(Use.REPLACEMENT, text.getBytes(StandardCharsets.UTF_8));

        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertThat(problem.errors()).isEmpty();
        assertThat(problem.detail()).startsWith("The body ").doesNotContain("hunter2");
        assertThat(problem.getCause()).isNull();
    }

    @Test
    void tellsWhereTheJsonBreaks() {
        assertThat(problem(Use.CREATION, "{\n  \"server\": oops}".getBytes(StandardCharsets.UTF_8))
                        .detail())
                .startsWith("The body is not valid JSON at line 2, column ");
    }

    /** Latin-1, overlong, a surrogate in UTF-8, beyond U+10FFFF, cut off, UTF-16. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "7b22736572766572223a22e9227d",
                "7b22736572766572223ac0a2c0a27d",
                "7b22736572766572223a22eda080227d",
                "7b22736572766572223a22f4908080227d",
                "7b22736572766572223a22c3",
                "feff007b007d",
                "fffe7b007d00"
            })
    void refusesWhatIsNotUtf8(String hex) {
        ProblemException problem = problem(Use.CREATION, HexFormat.of().parseHex(hex));

        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertThat(problem.detail()).isEqualTo("The body is not UTF-8.");
    }

    @Test
    void endlessNestingIsNoDanger() {
        String deep = "{\"x\":" + "[".repeat(8_000) + "]".repeat(8_000) + "}";

        assertThat(problem(Use.CREATION, deep.getBytes(StandardCharsets.UTF_8)).type())
                .isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void wipesThePasswordWhenItIsClosed() {
        CredentialBody body = read(Use.CREATION, "{\"server\":\"a\",\"authPassword\":\"s3cr3t\"}");

        body.close();

        assertThat(password(body)).isEqualTo("\0\0\0\0\0\0");
        assertThat(body.toString()).doesNotContain("s3cr3t");
    }

    private static long limit(String number) {
        return Objects.requireNonNull(
                read(Use.CREATION, "{\"cpsLimit\":" + number + "}").requested().cpsLimit());
    }

    private static String password(CredentialBody body) {
        int[] codePoints =
                ((RequestedSecret.Given) body.secret()).password().codePoints().toArray();
        return new String(codePoints, 0, codePoints.length);
    }

    private static List<String> errors(Use use, String json) {
        ProblemException problem = problem(use, json.getBytes(StandardCharsets.UTF_8));
        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
        return problem.errors().stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .toList();
    }

    private static ProblemException problem(Use use, byte[] bytes) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(use, bytes));
        assertThat(problem).as("a refusal").isNotNull();
        return problem;
    }

    private static CredentialBody read(Use use, String json) {
        try {
            return read(use, json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static CredentialBody read(Use use, byte[] bytes) throws IOException {
        return CredentialBodyReader.read(BodyBytes.read(new ByteArrayInputStream(bytes)), use);
    }
}
