package dev.trunkledger.query.audit;

import dev.trunkledger.query.projection.FieldChange;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes as answers show them: an array of {@code {field, from, to}}. */
public final class ChangesJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ChangesJson() {}

    public static ArrayNode write(List<FieldChange> changes) {
        ArrayNode array = JSON.createArrayNode();
        for (FieldChange change : changes) {
            ObjectNode node = array.addObject();
            node.put("field", change.field().wireName());
            node.putPOJO("from", change.from());
            node.putPOJO("to", change.to());
        }
        return array;
    }

    public static String text(List<FieldChange> changes) {
        return JSON.writeValueAsString(write(changes));
    }
}
