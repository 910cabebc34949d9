package dev.trunkledger.events.wire;

import java.nio.charset.StandardCharsets;
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
    private int placeOfHash;

    /** Here the hash belongs, between two members of the object: see {@link #bytesWithHash}. */
    void placeOfHash() {
        placeOfHash = out.length() + 1;
    }

    /** What was written, without the hash: what the hash is taken over. */
    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytesWithHash(String hash) {
        String member = "\"" + EventHash.MEMBER + "\":\"" + hash + "\",";
        return new StringBuilder(out).insert(placeOfHash, member).toString().getBytes(StandardCharsets.UTF_8);
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
