package dev.trunkledger.command.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any text: by itself with the kept inputs; {@code ./run fuzz} looks for more. */
class SipServerFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void whatIsAcceptedIsAHostAndAPortAndNothingElse(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);

        boolean accepted = SipServer.faults(text).isEmpty();

        SipServer server = SipServer.parse(text);
        assertThat(text).startsWith(server.host());
        if (accepted) {
            assertThat(text).matches("[A-Za-z0-9.:\\[\\]-]{1,255}");
            assertThat(server.host()).isNotEmpty();
            String rest = text.substring(server.host().length());
            assertThat(rest.isEmpty()).isEqualTo(server.port() == null);
            if (server.port() != null) {
                assertThat(server.port()).isBetween(1, 65_535).isEqualTo(Integer.parseInt(rest.substring(1)));
            }
        }
    }
}
