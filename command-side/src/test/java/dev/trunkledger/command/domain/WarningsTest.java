package dev.trunkledger.command.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WarningsTest {

    @Test
    void saysNothingAboutASoundCredential() {
        assertThat(warnings("sip.example.com:5061", Transport.TLS, "realm", "alice", 10, "pool", true))
                .isEmpty();
        assertThat(warnings("sip.example.com", Transport.UDP, null, null, null, null, false))
                .isEmpty();
    }

    @Test
    void wondersAboutTlsOnThePortForClearText() {
        assertThat(warnings("sip.example.com:5060", Transport.TLS, null, null, null, null, false))
                .containsExactly("/server tls-on-port-5060");
        assertThat(warnings("[::1]:05060", Transport.TLS, null, null, null, null, false))
                .containsExactly("/server tls-on-port-5060");
        assertThat(warnings("sip.example.com", Transport.TLS, null, null, null, null, false))
                .isEmpty();
        assertThat(warnings("sip.example.com:5060", Transport.TCP, null, null, null, null, false))
                .isEmpty();
    }

    @Test
    void wondersAboutAUserWithoutPasswordAndTheReverse() {
        assertThat(warnings("sip.example.com", Transport.UDP, null, "alice", null, null, false))
                .containsExactly("/authPassword auth-user-without-password");
        assertThat(warnings("sip.example.com", Transport.UDP, null, null, null, null, true))
                .containsExactly("/authUser password-without-auth-user");
    }

    @Test
    void wondersAboutASharedLimitThatIsNotSet() {
        assertThat(warnings("sip.example.com", Transport.UDP, null, null, null, "pool", false))
                .containsExactly("/cpsLimit cps-key-without-limit");
    }

    @Test
    void warnsOfValuesThatCommonServersCutOff() {
        String phone = "\ud83d\udcde";
        assertThat(warnings("sip.example.com", Transport.UDP, phone.repeat(40), phone.repeat(40), null, null, true))
                .isEmpty();
        assertThat(warnings("sip.example.com", Transport.UDP, phone.repeat(41), phone.repeat(64), null, null, true))
                .containsExactly("/domain longer-than-40", "/authUser longer-than-40");
        assertThat(warnings("sip.example.com", Transport.UDP, phone.repeat(65), phone.repeat(255), null, null, true))
                .containsExactly("/domain longer-than-64", "/authUser longer-than-64");
    }

    private static List<String> warnings(
            String server,
            Transport transport,
            @Nullable String domain,
            @Nullable String authUser,
            @Nullable Integer cpsLimit,
            @Nullable String cpsKey,
            boolean authPasswordSet) {
        PublicCredential credential = new PublicCredential(
                CredentialFixtures.ID,
                CredentialFixtures.ORG,
                new TrunkSettings(server, transport, domain, authUser, null, cpsLimit, cpsKey),
                Source.MANUAL,
                null,
                CredentialFixtures.NOON,
                CredentialFixtures.NOON,
                1,
                authPasswordSet);
        return Warnings.of(credential).stream()
                .map(warning -> warning.pointer() + " " + warning.code())
                .toList();
    }
}
