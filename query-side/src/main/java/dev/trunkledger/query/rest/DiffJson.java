package dev.trunkledger.query.rest;

import dev.trunkledger.query.audit.ChangesJson;
import dev.trunkledger.query.credentials.CredentialVersion;
import dev.trunkledger.query.projection.FieldChange;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What two versions differ in, in the order that was asked for: the later one may be the first. */
final class DiffJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private DiffJson() {}

    static ObjectNode write(CredentialVersion from, CredentialVersion to) {
        ObjectNode node = JSON.createObjectNode();
        node.put("from", from.version());
        node.put("to", to.version());
        node.set("changes", ChangesJson.write(FieldChange.between(from.content(), to.content())));
        node.putObject("deleted")
                .put("from", from.stored().deleted())
                .put("to", to.stored().deleted());
        return node;
    }
}
