package dev.trunkledger.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Examples of RFC 8785 itself, as far as whole numbers go, and what this class refuses. */
class CanonicalJsonTest {

    @Test
    void writesTheStringOfSection322AsTheRfcDoes() {
        assertThat(canonical("{\"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"}"))
                .isEqualTo("{\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void writesTheLiteralsOfSection322() {
        assertThat(canonical("{\"literals\": [null, true,\n false]}")).isEqualTo("{\"literals\":[null,true,false]}");
    }

    @Test
    void sortsTheMembersOfSection323ByUtf16CodeUnits() {
        String input = """
                {
                  "\\u20ac": "Euro Sign",
                  "\\r": "Carriage Return",
                  "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                  "1": "One",
                  "\\ud83d\\ude00": "Emoji: Grinning Face",
                  "\\u0080": "Control",
                  "\\u00f6": "Latin Small Letter O With Diaeresis"
                }""";

        assertThat(canonical(input))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void writesTheBytesOfSection324() {
        assertThat(CanonicalJson.bytes(JsonMapper.shared().readTree("{\"literals\": [null, true, false]}")))
                .asHexString()
                .isEqualToIgnoringCase("7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d7d");
    }

    @Test
    void sortsWithinNestedObjectsAndKeepsTheOrderOfArrays() {
        assertThat(canonical("{\"b\": [{\"z\": 1, \"a\": 2}, \"y\", \"x\"], \"a\": {\"d\": {}, \"c\": []}}"))
                .isEqualTo("{\"a\":{\"c\":[],\"d\":{}},\"b\":[{\"a\":2,\"z\":1},\"y\",\"x\"]}");
    }

    @Test
    void writesEveryControlCharacterInItsShortestEscape() {
        assertThat(canonical("\"\\u0000\\u0008\\u0009\\u000a\\u000b\\u000c\\u000d\\u001f\\u007f\""))
                .isEqualTo("\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\u007f\"");
    }

    @Test
    void writesWholeNumbersAsDigitsUpToTheLargestExactOne() {
        assertThat(canonical("[0, -1, 10, 9007199254740991, -9007199254740991]"))
                .isEqualTo("[0,-1,10,9007199254740991,-9007199254740991]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740992",
                "-9007199254740992",
                "-9223372036854775808",
                "123456789012345678901234567890",
                "1.5",
                "1.0",
                "1e3"
            })
    void refusesNumbersThatAnotherImplementationMightWriteDifferently(String number) {
        assertThatThrownBy(() -> canonical(number)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud83d\"", "\"\\ude00\"", "\"\\ude00\\ud83d\"", "\"a\\ud83db\"", "{\"\\ud83d\": 1}"})
    void refusesLoneSurrogates(String json) {
        assertThatThrownBy(() -> canonical(json)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String canonical(String json) {
        return new String(CanonicalJson.bytes(JsonMapper.shared().readTree(json)), UTF_8);
    }
}
