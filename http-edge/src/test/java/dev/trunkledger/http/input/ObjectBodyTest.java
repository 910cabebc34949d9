package dev.trunkledger.http.input;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.math.BigInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectBodyTest {

    @Test
    void givesWhatItHolds() {
        ObjectBody body = read("{\"version\": 99999999999999999999, \"reason\": \"moved\", \"flag\": true}");

        assertThat(body.wholeNumber("version")).isEqualTo(new BigInteger("99999999999999999999"));
        assertThat(body.text("reason")).isEqualTo("moved");
        assertThat(body.flag("flag")).isTrue();
        assertThat(body.wholeNumber("other")).isNull();
        assertThat(body.text("another")).isNull();
        assertThat(body.flag("third")).isFalse();
        body.refuseFaults();
    }

    @Test
    void tellsEveryFaultAtOnce() {
        ObjectBody body =
                read("{\"version\": 1.0, \"reason\": null, \"flag\": 1, \"resaon\": \"x\", \"hunter two!\": 1}");
        assertThat(body.wholeNumber("version")).isNull();
        assertThat(body.text("reason")).isNull();
        assertThat(body.flag("flag")).isFalse();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(body::refuseFaults)
                .satisfies(isMalformed())
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(FieldFault::pointer, FieldFault::code)
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple("/version", "wrong-type"),
                                org.assertj.core.groups.Tuple.tuple("/reason", "wrong-type"),
                                org.assertj.core.groups.Tuple.tuple("/flag", "wrong-type"),
                                org.assertj.core.groups.Tuple.tuple("/resaon", "unknown-field"),
                                org.assertj.core.groups.Tuple.tuple("", "unknown-field")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "\"{}\"", "{", "{}{}", "{\"a\":1,\"a\":1}", "{a:1}", "{\"a\":01}"})
    void refusesWhatIsNotOneObject(String body) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(body))
                .satisfies(isMalformed());
    }

    @Test
    void takesUtf8Alone() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ObjectBody.read("{}".getBytes(UTF_16)))
                .satisfies(isMalformed());
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ObjectBody.read(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .satisfies(isMalformed());
    }

    private static ObjectBody read(String body) {
        return ObjectBody.read(body.getBytes(UTF_8));
    }

    private static Consumer<ProblemException> isMalformed() {
        return refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
    }
}
