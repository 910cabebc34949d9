package dev.trunkledger.query.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The preference {@code wait} of RFC 7240, section 4.3: how many seconds the caller would rather wait. */
record PreferWait(int seconds) {

    static final int MOST_SECONDS = 10;

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /**
     * The first {@code wait} of all the headers, as section 2 says, at most ten seconds of it. What cannot be understood
     * is left alone: a preference is never an error.
     */
    static Optional<PreferWait> in(Enumeration<String> headers) {
        for (String header : Collections.list(headers)) {
            for (String preference : preferences(header)) {
                String[] nameAndValue = preference.split("=", 2);
                if (nameAndValue[0].strip().equalsIgnoreCase("wait")) {
                    return seconds(nameAndValue.length == 1 ? "" : nameAndValue[1].strip());
                }
            }
        }
        return Optional.empty();
    }

    Duration duration() {
        return Duration.ofSeconds(seconds);
    }

    /** For {@code Preference-Applied}: what was granted, which may be less than what was wished for. */
    String applied() {
        return "wait=" + seconds;
    }

    private static Optional<PreferWait> seconds(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        String text = quoted ? value.substring(1, value.length() - 1) : value;
        return SECONDS.matcher(text).matches()
                ? Optional.of(new PreferWait(Math.min(MOST_SECONDS, Integer.parseInt(text))))
                : Optional.empty();
    }

    /** The preferences of one header, each without its parameters; commas and semicolons in quotes divide nothing. */
    private static List<String> preferences(String header) {
        List<String> preferences = new ArrayList<>();
        StringBuilder preference = new StringBuilder();
        boolean quoted = false;
        boolean parameters = false;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            quoted ^= c == '"' && (i == 0 || header.charAt(i - 1) != '\\');
            parameters |= c == ';' && !quoted;
            if (c == ',' && !quoted) {
                preferences.add(preference.toString());
                preference.setLength(0);
                parameters = false;
            } else if (!parameters) {
                preference.append(c);
            }
        }
        preferences.add(preference.toString());
        return preferences;
    }
}
