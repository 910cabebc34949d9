package dev.trunkledger.query.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement put together from fixed fragments, each beside the values of its placeholders; a caller's value is never
 * part of the text.
 */
public final class SqlText {

    private final StringBuilder text = new StringBuilder(512);
    private final List<@Nullable Object> parameters = new ArrayList<>();

    /** @param values one per {@code ?} of the fragment */
    public SqlText add(String fragment, Object... values) {
        text.append(fragment).append('\n');
        Collections.addAll(parameters, values);
        return this;
    }

    public SqlText add(SqlText other) {
        text.append(other.text);
        parameters.addAll(other.parameters);
        return this;
    }

    public String text() {
        return text.toString();
    }

    public List<@Nullable Object> parameters() {
        return Collections.unmodifiableList(parameters);
    }
}
