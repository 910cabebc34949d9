package dev.trunkledger.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** What the console says once everything answers: where things are, and lines to paste. */
final class Announcement {
    private static final String CHANGED = """
            {"server":"sip.example.net:5061","transport":"tls","authUser":"alice","authPassword":"a secret","cpsLimit":20}""";

    private static final String PERMITS = "{\"calls\":2,\"maxWaitMs\":1000}";

    private Announcement() {}

    static List<String> lines(URI origin, DataDirectory data, String credentialId) {
        String api = origin + "/api/v1/sip-credentials/" + credentialId;
        String authorized = "curl -sS -H \"Authorization: Bearer $TOKEN\" ";
        return List.of(
                "API %s/api/v1   documentation %s/docs   health %s/local/health".formatted(origin, origin, origin),
                "Data and keys in %s, log in %s"
                        .formatted(data.root(), data.log().getFileName()),
                "Paste these to change a credential, read it, see who changed what, and be told when two calls may start:",
                "  TOKEN=$(sed 's/.*\"adminToken\":\"\\([^\"]*\\)\".*/\\1/' " + quoted(data.stackFile()) + ")",
                "  " + authorized + "-X PUT -H 'Content-Type: application/json' " + api + " -d '" + CHANGED + "'",
                // The change shows a few milliseconds later: the reader waits for it.
                "  " + authorized + "-H 'Prefer: wait=5' '" + api + "?minVersion=2'",
                "  " + authorized + api + "/history",
                "  " + authorized + "-H 'Content-Type: application/json' " + api + "/call-permits -d '" + PERMITS + "'",
                "Ctrl-C stops everything; the data stay.");
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
