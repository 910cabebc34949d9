package dev.trunkledger.command.rest;

import dev.trunkledger.command.domain.ExpectedVersion;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code If-Match} (RFC 9110, section 13.1.1). */
final class IfMatch {

    private static final String ANY = "*";
    /** A list element, empty ones included, which a recipient has to put up with (RFC 9110, section 5.6.1). */
    private static final Pattern ELEMENT =
            Pattern.compile("[ \\t]*(?:(W/)?\"([\\x21\\x23-\\x7E\\x80-\\uFFFF]*)\"[ \\t]*)?(?:,|$)");
    /** The form of our own entity tags: anything else is a tag that we never gave out. */
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    private IfMatch() {}

    /**
     * The versions that the caller is ready to build on; null when any will do. Weak tags never match, as the comparison
     * is the strong one.
     *
     * @param values one for each time that the header is there
     * @throws ProblemException 400 when the header is malformed, 428 when it is required and missing
     */
    static @Nullable ExpectedVersion parse(List<String> values, boolean required) {
        if (values.isEmpty()) {
            if (required) {
                throw new ProblemException(ProblemType.IF_MATCH_REQUIRED, "Send the ETag that you read in If-Match.");
            }
            return null;
        }
        String list = String.join(",", values).strip();
        return list.equals(ANY) ? null : new ExpectedVersion(versions(list));
    }

    private static Set<Long> versions(String list) {
        Set<Long> versions = new HashSet<>();
        boolean anyTag = false;
        Matcher matcher = ELEMENT.matcher(list);
        int end = 0;
        while (end < list.length()) {
            if (!matcher.region(end, list.length()).lookingAt()) {
                throw malformed();
            }
            end = matcher.end();
            String tag = matcher.group(2);
            anyTag |= tag != null;
            if (tag != null && matcher.group(1) == null && VERSION.matcher(tag).matches()) {
                versions.add(Long.valueOf(tag));
            }
        }
        if (!anyTag) {
            throw malformed();
        }
        return versions;
    }

    private static ProblemException malformed() {
        return new ProblemException(
                ProblemType.INVALID_PARAMETER,
                "Header If-Match must be *, or a list of entity tags in double quotes such as \"3\".");
    }
}
