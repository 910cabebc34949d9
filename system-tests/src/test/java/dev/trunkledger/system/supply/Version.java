package dev.trunkledger.system.supply;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A library's version: numbers compare as numbers, and a word (M1, RC2) comes before the release that it leads to. */
record Version(List<String> parts) implements Comparable<Version> {

    private static final Pattern PART = Pattern.compile("\\d+|[A-Za-z]+");

    static Version of(String text) {
        return new Version(PART.matcher(text).results().map(MatchResult::group).toList());
    }

    @Override
    public int compareTo(Version other) {
        int difference = 0;
        for (int i = 0; difference == 0 && i < Math.max(parts.size(), other.parts.size()); i++) {
            difference = compare(part(i), other.part(i));
        }
        return difference;
    }

    private String part(int index) {
        return index < parts.size() ? parts.get(index) : "0";
    }

    private static int compare(String one, String other) {
        boolean number = isNumber(one);
        if (number != isNumber(other)) {
            return number ? 1 : -1;
        }
        return number ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : one.compareToIgnoreCase(other);
    }

    private static boolean isNumber(String part) {
        return Character.isDigit(part.charAt(0));
    }
}
