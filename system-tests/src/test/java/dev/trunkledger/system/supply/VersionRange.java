package dev.trunkledger.system.supply;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Versions as Maven writes them: {@code [1.0,1.2)} is from 1.0 until before 1.2, {@code (,1.2]} is all up to and with
 * 1.2, and several ranges follow one another with commas.
 */
record VersionRange(List<Interval> intervals) {

    private static final Pattern INTERVAL = Pattern.compile("([\\[(])([^,\\])]*),([^,\\])]*)([\\])])");
    private static final Pattern WHOLE = Pattern.compile(INTERVAL.pattern() + "(," + INTERVAL.pattern() + ")*");

    static VersionRange of(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a range of versions: " + text);
        }
        return new VersionRange(
                INTERVAL.matcher(text).results().map(VersionRange::interval).toList());
    }

    private static Interval interval(MatchResult found) {
        return new Interval(
                found.group(2),
                found.group(1).equals("["),
                found.group(3),
                found.group(4).equals("]"));
    }

    boolean contains(String version) {
        return intervals.stream().anyMatch(interval -> interval.contains(Version.of(version)));
    }

    /** An empty end is open for ever. */
    private record Interval(String from, boolean withFrom, String to, boolean withTo) {

        boolean contains(Version version) {
            return (from.isEmpty() || isIn(version.compareTo(Version.of(from)), withFrom))
                    && (to.isEmpty() || isIn(Version.of(to).compareTo(version), withTo));
        }

        private static boolean isIn(int distance, boolean withTheEnd) {
            return distance > 0 || withTheEnd && distance == 0;
        }
    }
}
