package dev.trunkledger.events.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes canonical JSON (RFC 8785) member by member; refuses members that come out of canonical order. */
final class CanonicalWriter {

    /** Sorts before every name that can stand after another. */
    private static final String NO_MEMBER_YET = "";

    private final StringBuilder out = new StringBuilder(1024);
    private final Deque<String> newestMembers = new ArrayDeque<>(2);

    /** The text so far, not to be changed. */
    CharSequence text() {
        return out;
    }

    /** Where the next member of an object that has one already would begin. */
    int placeOfNextMember() {
        return out.length() + 1;
    }

    void begin() {
        newestMembers.push(NO_MEMBER_YET);
        out.append('{');
    }

    void beginMember(String name) {
        name(name);
        begin();
    }

    void end() {
        newestMembers.pop();
        out.append('}');
    }

    void member(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            out.append("null");
        } else {
            CanonicalJson.writeString(value, out);
        }
    }

    void member(String name, @Nullable Integer value) {
        name(name);
        out.append(value);
    }

    void member(String name, long value) {
        name(name);
        CanonicalJson.writeNumber(value, out);
    }

    void member(String name, List<String> values) {
        name(name);
        out.append('[');
        String separator = "";
        for (String value : values) {
            out.append(separator);
            CanonicalJson.writeString(value, out);
            separator = ",";
        }
        out.append(']');
    }

    private void name(String name) {
        String before = newestMembers.pop();
        if (name.compareTo(before) <= 0) {
            throw new IllegalStateException("'" + name + "' may not follow '" + before + "' in canonical JSON");
        }
        newestMembers.push(name);
        if (!before.equals(NO_MEMBER_YET)) {
            out.append(',');
        }
        CanonicalJson.writeString(name, out);
        out.append(':');
    }
}
