package dev.trunkledger.query.rest;

/** What the caller's program is told about an export before its first byte. */
record ExportFile(String contentType, String name) {

    static ExportFile lines(String name) {
        return new ExportFile("application/x-ndjson", name + ".ndjson");
    }

    /** RFC 4180, section 3, and RFC 7111 for the character set. */
    static ExportFile table(String name) {
        return new ExportFile("text/csv; charset=utf-8; header=present", name + ".csv");
    }
}
