package dev.trunkledger.command.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsRulesTest {

    private static final String PHONE = "\ud83d\udcde";

    @Test
    void givesOmittedFieldsTheirDefaults() {
        RequestedSettings requested = requested("sip.example.com", null, null, null);

        assertThat(SettingsRules.faults(requested)).isEmpty();
        assertThat(SettingsRules.settings(requested))
                .isEqualTo(new TrunkSettings("sip.example.com", Transport.UDP, null, null, null, null, null));
    }

    @Test
    void keepsEveryValueAsItWasGiven() {
        RequestedSettings requested = new RequestedSettings(
                "SIP.Example.com.:05060", "tls", " Realm \"1\" ", "+49 30 1234", " ", 100_000L, "Pool A");

        assertThat(SettingsRules.faults(requested)).isEmpty();
        assertThat(SettingsRules.settings(requested))
                .isEqualTo(new TrunkSettings(
                        "SIP.Example.com.:05060",
                        Transport.TLS,
                        " Realm \"1\" ",
                        "+49 30 1234",
                        " ",
                        100_000,
                        "Pool A"));
    }

    @Test
    void namesEveryFaultOfEveryFieldAtOnce() {
        RequestedSettings requested =
                new RequestedSettings("sip_1:0", "UDP", " ", "a\u0007".repeat(200), "\ud83d\u0085", 0L, "");

        assertThat(SettingsRules.faults(requested))
                .extracting(fault -> fault.pointer() + " " + fault.code())
                .containsExactly(
                        "/server invalid-host",
                        "/server invalid-port",
                        "/transport not-allowed",
                        "/domain blank",
                        "/authUser too-long",
                        "/authUser control-character",
                        "/description control-character",
                        "/description malformed-unicode",
                        "/cpsLimit out-of-range",
                        "/cpsKey blank");
    }

    @Test
    void requiresAServer() {
        assertThat(SettingsRules.faults(requested(null, null, null, null)))
                .extracting(fault -> fault.pointer() + " " + fault.code())
                .containsExactly("/server required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "Tls", "sctp", "ws", "", " udp", "udp "})
    void takesTransportsInLowerCaseOnly(String transport) {
        assertThat(SettingsRules.faults(requested("sip.example.com", transport, null, null)))
                .extracting(SettingsFault::code)
                .containsExactly("not-allowed");
    }

    @ParameterizedTest
    @CsvSource({"-1,1", "0,1", "1,0", "100000,0", "100001,1", "9223372036854775807,1"})
    void boundsTheLimit(long limit, int faults) {
        assertThat(SettingsRules.faults(requested("sip.example.com", null, null, limit)))
                .hasSize(faults)
                .allMatch(fault ->
                        fault.equals(new SettingsFault("/cpsLimit", "out-of-range", "It must be from 1 to 100000.")));
    }

    @Test
    void countsCodePointsNotCharacters() {
        assertThat(domainCodes(PHONE.repeat(255))).isEmpty();
        assertThat(domainCodes(PHONE.repeat(256))).containsExactly("too-long");
    }

    /** Every character with Unicode's property White_Space that is no control character, and some runs of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "   ",
                "\u00a0",
                "\u1680",
                "\u2000",
                "\u2003",
                "\u2007",
                "\u2008",
                "\u200a",
                "\u2028",
                "\u2029",
                "\u202f",
                "\u205f",
                "\u3000",
                "\u00a0\u3000 "
            })
    void refusesBlankNames(String text) {
        assertThat(domainCodes(text)).containsExactly("blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", "\n", "\u000b", "\f", "\r", "\u0085"})
    void callsAControlCharacterThatIsWhiteSpaceBoth(String text) {
        assertThat(domainCodes(text)).containsExactly("blank", "control-character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0001", "\u001b", "\u001f", "\u007f", "\u0080", "\u0090", "\u009f"})
    void refusesControlCharacters(String control) {
        assertThat(domainCodes("a" + control + "b")).containsExactly("control-character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud800", "\udc00b", "\udc00\ud800", "\ud83d\ud83d\udcde"})
    void refusesLoneSurrogates(String text) {
        assertThat(domainCodes(text)).containsExactly("malformed-unicode");
    }

    @Test
    void takesARealmThatIsNoHostName() {
        assertThat(domainCodes("\u00dcber unser Netz, Halle 3; \"intern\"")).isEmpty();
    }

    private static List<String> domainCodes(String domain) {
        return SettingsRules.faults(requested("sip.example.com", null, domain, null)).stream()
                .map(SettingsFault::code)
                .toList();
    }

    private static RequestedSettings requested(
            @Nullable String server, @Nullable String transport, @Nullable String domain, @Nullable Long cpsLimit) {
        return new RequestedSettings(server, transport, domain, null, null, cpsLimit, null);
    }
}
