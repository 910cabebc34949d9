package dev.trunkledger.events.wire;

import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import tools.jackson.databind.node.ObjectNode;

/** The owner's settings as members of an object; unset ones are present as null. */
final class SettingsJson {

    private SettingsJson() {}

    static void write(ObjectNode node, TrunkSettings settings) {
        node.put("server", settings.server());
        node.put("transport", settings.transport().wireName());
        node.put("domain", settings.domain());
        node.put("authUser", settings.authUser());
        node.put("description", settings.description());
        node.put("cpsLimit", settings.cpsLimit());
        node.put("cpsKey", settings.cpsKey());
    }

    static TrunkSettings read(ObjectNode node) {
        return new TrunkSettings(
                JsonReading.text(node, "server"),
                Transport.named(JsonReading.text(node, "transport"))
                        .orElseThrow(() -> JsonReading.faulty("transport", "udp, tcp or tls")),
                JsonReading.optionalText(node, "domain"),
                JsonReading.optionalText(node, "authUser"),
                JsonReading.optionalText(node, "description"),
                JsonReading.optionalInt(node, "cpsLimit"),
                JsonReading.optionalText(node, "cpsKey"));
    }
}
