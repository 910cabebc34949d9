package dev.trunkledger.command.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipServerTest {

    private static final String LABEL_63 = "a".repeat(63);
    private static final String NAME_253 = (LABEL_63 + ".").repeat(3) + "b".repeat(61);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip.example.com",
                "SIP.Example.COM",
                "sip.example.com:5060",
                "sip.example.com.",
                "sip.example.com.:5061",
                "localhost",
                "localhost:5060",
                "pbx",
                "a",
                "a.b",
                "a.",
                "sip-1.example.com",
                "sip--1.example.com",
                "xn--bcher-kva.example",
                "example.xn--p1ai",
                "3com.com",
                "1.example.com",
                "1.2.3.4.example",
                "9.9.9.9.9.a",
                "example.c0",
                "example.a-1",
                "192.0.2.1",
                "192.0.2.1:5060",
                "0.0.0.0",
                "255.255.255.255",
                "10.0.0.1:1",
                "10.0.0.1:65535",
                "10.0.0.1:05060",
                "10.0.0.1:0000000001",
                "[2001:db8::1]",
                "[2001:db8::1]:5061",
                "[2001:DB8:0:0:8:800:200C:417A]",
                "[::]",
                "[::1]",
                "[1::]",
                "[1:2:3:4:5:6:7::]",
                "[::2:3:4:5:6:7:8]",
                "[1:2:3:4:5:6:7:8]",
                "[::ffff:192.0.2.1]",
                "[64:ff9b::192.0.2.33]:5060",
                "[1:2:3:4:5:6:192.0.2.1]",
                "[::192.0.2.1]",
                "[0001:0002::]",
            })
    void takesWhatTheGrammarAllows(String text) {
        assertThat(SipServer.faults(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:sip.example.com",
                "sips:sip.example.com",
                "sip://sip.example.com",
                "alice@sip.example.com",
                "sip.example.com;transport=tls",
                "sip.example.com?x=y",
                "sip.example.com/path",
                "sip.example.com:5060;lr",
                "<sip.example.com>",
                "\"sip.example.com\"",
                "sip_1.example.com",
                "_sip._udp.example.com",
                "sip.example.c_m",
                " sip.example.com",
                "sip.example.com ",
                "sip example.com",
                "sip.example.com\n",
                "sip.example.com\r\nVia: x",
                "sip.example.com\t",
                "sip.example.com\u0000",
                " ",
                ".",
                "..",
                ".example.com",
                "sip..example.com",
                "example.com..",
                "-sip.example.com",
                "sip-.example.com",
                "sip.-example.com",
                "example.com-",
                "-",
                "example.1com",
                "example.4",
                "example.1.",
                "123",
                "123.",
                "1.2",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.4.",
                "1.2..4",
                ".1.2.3.4",
                "256.1.1.1",
                "1.2.3.256",
                "1.2.3.999",
                "01.2.3.4",
                "1.2.3.04",
                "00.0.0.0",
                "1.2.3.-4",
                "0x7f.0.0.1",
                "1.2.3.4a:",
                "b\u00fccher.example",
                "sip.example.\u043a\u043e\u043c",
                "sip\u3002example.com",
                "\u0661\u0662.0.0.1",
                "sip.example.com:",
                "sip.example.com:0",
                "sip.example.com:00000",
                "sip.example.com:65536",
                "sip.example.com:99999999999999999999",
                "sip.example.com:+5060",
                "sip.example.com:-1",
                "sip.example.com: 5060",
                "sip.example.com:5060 ",
                "sip.example.com:sip",
                "sip.example.com:5060:5060",
                "sip.example.com:5060.",
                "sip.example.com:\u0665\u0660\u0666\u0660",
                ":5060",
                ":",
                "2001:db8::1",
                "::1",
                "::",
                "[2001:db8::1",
                "2001:db8::1]",
                "[]",
                "[",
                "]",
                "[]:5060",
                "[::1]5060",
                "[::1]:",
                "[::1]:0",
                "[::1]:70000",
                "[::1].",
                "[::1]]",
                "[[::1]]",
                "[fe80::1%eth0]",
                "[fe80::1%25eth0]",
                "[:]",
                "[:::]",
                "[1:::2]",
                "[::1::2]",
                "[1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:8:9]",
                "[1:2:3:4:5:6:7:8::]",
                "[::1:2:3:4:5:6:7:8]",
                "[1:2:3:4::5:6:7:8]",
                "[:1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:]",
                "[12345::]",
                "[g::1]",
                "[::1.2.3]",
                "[::1.2.3.256]",
                "[::01.2.3.4]",
                "[1.2.3.4::]",
                "[1:2:3:4:5:6:7:192.0.2.1]",
                "[192.0.2.1]",
                "[sip.example.com]",
                "[v1.fe80]",
                "[ ::1]",
            })
    void refusesEverythingElse(String text) {
        assertThat(SipServer.faults(text)).isNotEmpty();
    }

    static Stream<String> longestAllowed() {
        return Stream.of(LABEL_63 + ".com", NAME_253, NAME_253 + ".", NAME_253.substring(4) + ":5060");
    }

    @ParameterizedTest
    @MethodSource("longestAllowed")
    void takesNamesOfTheGreatestLength(String text) {
        assertThat(SipServer.faults(text)).isEmpty();
    }

    @Test
    void refusesLongerLabelsNamesAndTexts() {
        assertThat(codes("a" + LABEL_63 + ".com")).containsExactly("invalid-host");
        assertThat(codes("b" + NAME_253)).containsExactly("invalid-host");
        assertThat(codes(NAME_253 + ":5060")).containsExactly("too-long");
        assertThat(codes("10.0.0.1:" + "0".repeat(300) + "5")).containsExactly("too-long");
    }

    @Test
    void refusesEmptyTextOnce() {
        assertThat(codes("")).containsExactly("blank");
    }

    @Test
    void countsCodePoints() {
        assertThat(codes("\ud83d\udcde".repeat(255))).containsExactly("invalid-host");
        assertThat(codes("\ud83d\udcde".repeat(256))).containsExactly("too-long", "invalid-host");
    }

    @Test
    void namesFaultsOfHostAndPortTogether() {
        assertThat(codes("sip_1.example.com:0")).containsExactly("invalid-host", "invalid-port");
        assertThat(codes("sip.example.com:0")).containsExactly("invalid-port");
    }

    @Test
    void neverRepeatsTheText() {
        assertThat(SipServer.faults("hunter2_hunter2:hunter2"))
                .allSatisfy(fault -> assertThat(fault.message()).doesNotContain("hunter2"));
    }

    @Test
    void keepsNoPortDistinctFromTheDefaultPort() {
        assertThat(SipServer.parse("sip.example.com")).isEqualTo(new SipServer("sip.example.com", null));
        assertThat(SipServer.parse("sip.example.com:5060")).isEqualTo(new SipServer("sip.example.com", 5060));
        assertThat(SipServer.parse("[::1]:05061")).isEqualTo(new SipServer("[::1]", 5061));
        assertThat(SipServer.parse("[::1]")).isEqualTo(new SipServer("[::1]", null));
    }

    @Test
    void readsTextThatTodaysRulesWouldRefuse() {
        assertThat(SipServer.parse("sip_1:0")).isEqualTo(new SipServer("sip_1", null));
    }

    private static List<String> codes(String text) {
        return SipServer.faults(text).stream().map(ValueFault::code).toList();
    }
}
