package dev.trunkledger.query.rest;

import java.util.ArrayList;
import java.util.List;

/** CSV as RFC 4180 reads it, strictly. */
final class CsvReading {

    private final String text;
    private int at;

    private CsvReading(String text) {
        this.text = text;
    }

    static List<List<String>> rows(String text) {
        var reading = new CsvReading(text);
        List<List<String>> rows = new ArrayList<>();
        while (reading.at < text.length()) {
            rows.add(reading.row());
        }
        return rows;
    }

    private List<String> row() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (text.charAt(at) == ',') {
            at++;
            cells.add(cell());
        }
        if (!text.startsWith("\r\n", at)) {
            throw new AssertionError("No end of line at " + at);
        }
        at += 2;
        return cells;
    }

    private String cell() {
        int begin = at;
        if (text.charAt(at) != '"') {
            while (",\r\n\"".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(begin, at);
        }
        do {
            at = text.indexOf('"', at + 1) + 1;
        } while (text.charAt(at) == '"');
        return text.substring(begin + 1, at - 1).replace("\"\"", "\"");
    }
}
