package dev.trunkledger.command.domain;

import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a caller should hear about a credential that breaks no rule. */
public final class Warnings {

    /** Members of a {@code cpsKey} that disagree on the limit: the only warning that needs to know other credentials. */
    public static final Warning CPS_KEY_LIMITS_DISAGREE = new Warning(
            "cps-key-limits-disagree",
            "/cpsLimit",
            "Credentials with this cpsKey have different limits; the smallest counts for all of them.");

    private static final int SIP_OVER_CLEAR_TEXT = 5060;
    /** Asterisk keeps user and realm of an account in 40 characters, Kamailio in 64. */
    private static final int ASTERISK = 40;

    private static final int KAMAILIO = 64;

    private Warnings() {}

    /** The warnings that the credential alone gives rise to, in the order of its fields. */
    public static List<Warning> of(PublicCredential credential) {
        TrunkSettings settings = credential.settings();
        List<Warning> warnings = new ArrayList<>();
        if (settings.transport() == Transport.TLS
                && Objects.equals(SipServer.parse(settings.server()).port(), SIP_OVER_CLEAR_TEXT)) {
            warnings.add(new Warning(
                    "tls-on-port-5060", "/server", "Port 5060 is for UDP and TCP; TLS is usually on port 5061."));
        }
        addLength(warnings, "/domain", settings.domain());
        addLength(warnings, "/authUser", settings.authUser());
        if (settings.authUser() != null && !credential.authPasswordSet()) {
            warnings.add(new Warning(
                    "auth-user-without-password", "/authPassword", "There is an authUser but no password."));
        }
        if (settings.authUser() == null && credential.authPasswordSet()) {
            warnings.add(
                    new Warning("password-without-auth-user", "/authUser", "There is a password but no authUser."));
        }
        if (settings.cpsKey() != null && settings.cpsLimit() == null) {
            warnings.add(new Warning(
                    "cps-key-without-limit", "/cpsLimit", "A cpsKey shares a limit, but this credential sets none."));
        }
        return warnings;
    }

    private static void addLength(List<Warning> warnings, String pointer, @Nullable String text) {
        int length = text == null ? 0 : text.codePointCount(0, text.length());
        if (length > KAMAILIO) {
            warnings.add(new Warning(
                    "longer-than-64", pointer, "Common SIP servers, Kamailio and Asterisk among them, cut it off."));
        } else if (length > ASTERISK) {
            warnings.add(new Warning("longer-than-40", pointer, "Some SIP servers, such as Asterisk, cut it off."));
        }
    }
}
