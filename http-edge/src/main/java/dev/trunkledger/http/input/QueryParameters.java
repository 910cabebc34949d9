package dev.trunkledger.http.input;

import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request. Everything wrong with it is gathered and refused at once; a name that nobody asked for is
 * wrong too, because a misspelt filter would answer more than was meant.
 */
public final class QueryParameters {

    private final Map<String, String[]> given;
    private final Set<String> known = new HashSet<>();
    private final List<FieldFault> faults = new ArrayList<>();

    public QueryParameters(Map<String, String[]> given) {
        this.given = given;
    }

    /** The value; null when it is absent, or faulty, which {@link #refuseFaults} will tell. */
    public <T> @Nullable T optional(String name, ParameterForm<T> form) {
        known.add(name);
        String[] texts = given.get(name);
        if (texts == null) {
            return null;
        }
        if (texts.length > 1) {
            reject(name, "repeated", "must be given once");
            return null;
        }
        @Nullable T value = form.parse().apply(texts[0]).orElse(null);
        if (value == null) {
            reject(name, form.code(), "must be " + form.expected());
        }
        return value;
    }

    public <T> T orElse(String name, ParameterForm<T> form, T otherwise) {
        @Nullable T value = optional(name, form);
        return value == null ? otherwise : value;
    }

    /** @param meanwhile stands for a value that is absent or faulty until {@link #refuseFaults} tells */
    public <T> T required(String name, ParameterForm<T> form, T meanwhile) {
        if (!has(name)) {
            reject(name, "required", "must be given");
        }
        return orElse(name, form, meanwhile);
    }

    public boolean has(String name) {
        return given.containsKey(name);
    }

    public void reject(String name, String code, String message) {
        faults.add(new FieldFault("/" + name, code, name + " " + message));
    }

    /** To be called when every parameter was asked for. */
    public void refuseFaults() {
        given.keySet().stream().filter(name -> !known.contains(name)).sorted().forEach(this::rejectUnknown);
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_PARAMETER, "The query cannot be answered as it was asked.")
                    .withErrors(faults);
        }
    }

    /** The pointer quotes the name, since it is how the caller finds it, as RFC 6901 escapes it and cut short. */
    private void rejectUnknown(String name) {
        String shown = name.codePointCount(0, name.length()) > 64
                ? name.substring(0, name.offsetByCodePoints(0, 64)) + "…"
                : name;
        String pointer = "/" + shown.replace("~", "~0").replace("/", "~1");
        faults.add(new FieldFault(pointer, "unknown-parameter", "There is no such parameter here"));
    }
}
