package dev.trunkledger.command.rest;

import dev.trunkledger.command.domain.Warning;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Warnings as an answer shows them, and as the first answer to an Idempotency-Key keeps them. */
final class WarningsJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private WarningsJson() {}

    static ArrayNode write(List<Warning> warnings) {
        ArrayNode array = JSON.createArrayNode();
        warnings.forEach(warning -> array.addObject()
                .put("code", warning.code())
                .put("pointer", warning.pointer())
                .put("message", warning.message()));
        return array;
    }

    static List<Warning> read(String json) {
        return JSON.readTree(json)
                .valueStream()
                .map(node -> new Warning(
                        node.get("code").stringValue(),
                        node.get("pointer").stringValue(),
                        node.get("message").stringValue()))
                .toList();
    }
}
