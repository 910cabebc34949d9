package dev.trunkledger.command.domain;

import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules on the settings of a credential, each field by itself. */
public final class SettingsRules {

    private static final TextRule NAME = new TextRule(255, false);
    /** The only text that may be blank: an empty description is kept as it is given. */
    private static final TextRule DESCRIPTION = new TextRule(255, true);

    private static final long HIGHEST_LIMIT = 100_000;

    private SettingsRules() {}

    /** Every fault of every field, so that a caller can mend them all at once. */
    public static List<SettingsFault> faults(RequestedSettings requested) {
        List<SettingsFault> faults = new ArrayList<>();
        String server = requested.server();
        if (server == null) {
            faults.add(new SettingsFault("/server", "required", "The SIP server is required."));
        } else {
            SipServer.faults(server).forEach(fault -> faults.add(fault.at("/server")));
        }
        if (requested.transport() != null
                && Transport.named(requested.transport()).isEmpty()) {
            faults.add(new SettingsFault("/transport", "not-allowed", "It must be udp, tcp or tls, in lower case."));
        }
        addText(faults, "/domain", NAME, requested.domain());
        addText(faults, "/authUser", NAME, requested.authUser());
        addText(faults, "/description", DESCRIPTION, requested.description());
        Long limit = requested.cpsLimit();
        if (limit != null && (limit < 1 || limit > HIGHEST_LIMIT)) {
            faults.add(new SettingsFault("/cpsLimit", "out-of-range", "It must be from 1 to " + HIGHEST_LIMIT + "."));
        }
        addText(faults, "/cpsKey", NAME, requested.cpsKey());
        return faults;
    }

    /** The settings that a request without {@link #faults} asks for. */
    public static TrunkSettings settings(RequestedSettings requested) {
        Long limit = requested.cpsLimit();
        return new TrunkSettings(
                Objects.requireNonNull(requested.server()),
                requested.transport() == null
                        ? Transport.UDP
                        : Transport.named(requested.transport()).orElseThrow(),
                requested.domain(),
                requested.authUser(),
                requested.description(),
                limit == null ? null : Math.toIntExact(limit),
                requested.cpsKey());
    }

    private static void addText(List<SettingsFault> faults, String pointer, TextRule rule, @Nullable String text) {
        if (text != null) {
            rule.faults(text::codePoints).forEach(fault -> faults.add(fault.at(pointer)));
        }
    }
}
