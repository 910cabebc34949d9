package dev.trunkledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One table for the local stack and for the proxy of the containers. */
class DestinationTest {
    private static final Path PROXY = Path.of("../deploy/proxy/nginx.conf");

    @ParameterizedTest(name = "{0} {1} goes to {2}")
    @CsvSource({
        "POST,    /api/v1/sip-credentials/7f0a/call-permits,     CALL_PACING",
        "POST,    /api/v1/sip-credentials/a%2Fb/call-permits,    CALL_PACING",
        "GET,     /api/v1/sip-credentials/7f0a/cps,              CALL_PACING",
        "HEAD,    /api/v1/sip-credentials/7f0a/cps,              CALL_PACING",
        "GET,     /api/v1/cps-pools,                             CALL_PACING",
        "HEAD,    /api/v1/cps-pools,                             CALL_PACING",
        "GET,     /api/v1/sip-credentials/7f0a/call-permits,     QUERY_SIDE",
        "PUT,     /api/v1/sip-credentials/7f0a/call-permits,     COMMAND_SIDE",
        "POST,    /api/v1/sip-credentials/7f0a/cps,              COMMAND_SIDE",
        "OPTIONS, /api/v1/sip-credentials/7f0a/cps,              QUERY_SIDE",
        "POST,    /api/v1/cps-pools,                             COMMAND_SIDE",
        "POST,    /api/v1/sip-credentials/7f0a/call-permits/,    COMMAND_SIDE",
        "POST,    /api/v1/sip-credentials/7f0a/call-permits2,    COMMAND_SIDE",
        "POST,    /api/v1/sip-credentials/7f0a/x/call-permits,   COMMAND_SIDE",
        "POST,    /api/v1/sip-credentials//call-permits,         COMMAND_SIDE",
        "POST,    /api/v1/sip-credentials/call-permits,          COMMAND_SIDE",
        "POST,    /x/api/v1/sip-credentials/7f0a/call-permits,   QUERY_SIDE",
        "post,    /api/v1/sip-credentials/7f0a/call-permits,     COMMAND_SIDE",
        "GET,     /api/v1/cps-pools/x,                           QUERY_SIDE",
        "GET,     /api/v1/sip-credentials,                       QUERY_SIDE",
        "GET,     /api/v1/sip-credentials/7f0a/history,          QUERY_SIDE",
        "POST,    /api/v1/sip-credentials,                       COMMAND_SIDE",
        "POST,    /api/v1/sip-credentials/7f0a/reveals,          COMMAND_SIDE",
        "DELETE,  /api/v1/sip-credentials/7f0a,                  COMMAND_SIDE",
        "GET,     /openapi.json,                                 QUERY_SIDE",
        "POST,    /docs,                                         QUERY_SIDE",
    })
    void isDecidedByMethodAndPath(String method, String path, Destination side) throws IOException {
        assertThat(Destination.of(method, path)).isEqualTo(side);
        assertThat(proxied(method, path)).isEqualTo(side);
        assertThat(proxied(method, path + "?a=/api/v1/cps-pools&b=1")).isEqualTo(side);
    }

    /** What nginx would choose: the first pattern of the map that is found in the line, else its default. */
    private static Destination proxied(String method, String target) throws IOException {
        if (!target.startsWith("/api/")) {
            return Destination.QUERY_SIDE; // by its location
        }
        Map<Pattern, String> entries = new LinkedHashMap<>();
        Pattern.compile("(?m)^ +\"~(.+)\" +([a-z-]+);$")
                .matcher(Files.readString(PROXY))
                .results()
                .forEach(entry -> entries.put(Pattern.compile(entry.group(1)), entry.group(2)));
        assertThat(entries).hasSizeGreaterThan(1);
        String side = entries.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(method + " " + target).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("command-side");
        return Destination.valueOf(side.replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
