package dev.trunkledger.events.wire;

import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.Source;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A credential as the API answers it and as the compacted topic holds it: flat, unset fields present as null. */
public final class PublicCredentialJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private PublicCredentialJson() {}

    public static ObjectNode write(PublicCredential credential) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", credential.id().toString());
        node.put("orgId", credential.orgId());
        SettingsJson.write(node, credential.settings());
        node.put("source", credential.source().wireName());
        node.put(
                "providerId",
                credential.providerId() == null ? null : credential.providerId().toString());
        node.put("createdTime", credential.createdTime().toString());
        node.put("lastUpdateTime", credential.lastUpdateTime().toString());
        node.put("version", credential.version());
        node.put("authPasswordSet", credential.authPasswordSet());
        return node;
    }

    public static byte[] bytes(PublicCredential credential) {
        return JSON.writeValueAsBytes(write(credential));
    }

    /** @throws UnreadableEventException when the value is not a public state */
    public static PublicCredential read(byte[] json) {
        ObjectNode node = JsonReading.parse(json);
        return new PublicCredential(
                JsonReading.uuid(node, "id"),
                JsonReading.text(node, "orgId"),
                SettingsJson.read(node),
                Source.named(JsonReading.text(node, "source"))
                        .orElseThrow(() -> JsonReading.faulty("source", "manual or provider")),
                JsonReading.optionalUuid(node, "providerId"),
                JsonReading.instant(node, "createdTime"),
                JsonReading.instant(node, "lastUpdateTime"),
                JsonReading.number(node, "version"),
                JsonReading.flag(node, "authPasswordSet"));
    }
}
