package dev.trunkledger.query.rest;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of CSV (RFC 4180) that a spreadsheet takes for text: a cell that would begin a formula gets an apostrophe in
 * front, as OWASP advises against CSV injection.
 */
final class CsvRow {

    /** What spreadsheets take for the beginning of a formula; East Asian ones their wide forms too. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private static final String QUOTED = ",\"\r\n";

    private CsvRow() {}

    static String of(List<? extends @Nullable Object> cells) {
        return cells.stream()
                .map(cell -> cell == null ? "" : quoted(harmless(cell.toString())))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String harmless(String text) {
        int begin = 0;
        while (begin < text.length() && isSpace(text.charAt(begin))) {
            begin++;
        }
        boolean formula = begin < text.length() && FORMULA.indexOf(text.charAt(begin)) >= 0;
        return formula ? "'" + text : text;
    }

    /** Some programs drop these before they look. */
    private static boolean isSpace(char c) {
        return c == ' ' || c == '\u00A0' || c == '\u3000' || c == '\uFEFF' || c == '\u200B';
    }

    private static String quoted(String text) {
        boolean plain =
                text.chars().noneMatch(c -> QUOTED.indexOf(c) >= 0) && !text.startsWith(" ") && !text.endsWith(" ");
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
