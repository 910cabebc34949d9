package dev.trunkledger.query.rest;

import java.util.Collections;
import java.util.Enumeration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The entity tag of a credential: its version in quotes (RFC 9110, section 8.8.3). */
record EntityTag(long version) {

    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");

    /** Whether {@code If-None-Match} names it, compared weakly as RFC 9110, section 13.1.2, wants. */
    boolean isNamedIn(Enumeration<String> headers) {
        for (String header : Collections.list(headers)) {
            if (header.strip().equals("*")) {
                return true;
            }
            Matcher tags = TAG.matcher(header);
            while (tags.find()) {
                if (tags.group(1).equals(toString())) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "\"" + version + "\"";
    }
}
