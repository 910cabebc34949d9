package dev.trunkledger.command.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where registrations and call signalling go: {@code hostport} of RFC 3261, section 25.1.
 *
 * @param host a name, an IPv4 address, or an IPv6 reference in its brackets
 * @param port null when the text has none, which is not the same as 5060: only then does RFC 3263 look up SRV records
 */
record SipServer(String host, @Nullable Integer port) {

    private static final int LONGEST = 255;
    /** The grammar's {@code 1*DIGIT} allows leading zeros, so 05060 is the port 5060. */
    private static final Pattern COLON_PORT = Pattern.compile(":0*([0-9]{1,5})");

    private static final int HIGHEST_PORT = 65535;

    /** Reads any text that was once accepted, also one that today's rules would refuse. */
    static SipServer parse(String text) {
        int end = hostEnd(text);
        return new SipServer(text.substring(0, end), port(text.substring(end)).orElse(null));
    }

    static List<ValueFault> faults(String text) {
        if (text.isEmpty()) {
            return List.of(new ValueFault("blank", "It must not be empty."));
        }
        List<ValueFault> faults = new ArrayList<>();
        if (text.codePointCount(0, text.length()) > LONGEST) {
            faults.add(new ValueFault("too-long", "At most " + LONGEST + " characters are allowed."));
        }
        int end = hostEnd(text);
        Host.problem(text.substring(0, end)).ifPresent(message -> faults.add(new ValueFault("invalid-host", message)));
        if (end < text.length() && port(text.substring(end)).isEmpty()) {
            faults.add(new ValueFault(
                    "invalid-port", "After the host only a colon and a port from 1 to 65535 may follow."));
        }
        return faults;
    }

    /** The colon after the host ends it; brackets hide the colons of an IPv6 address. */
    private static int hostEnd(String text) {
        int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
        if (bracket > 0) {
            return bracket + 1;
        }
        int colon = text.indexOf(':');
        return colon < 0 ? text.length() : colon;
    }

    private static Optional<Integer> port(String afterHost) {
        Matcher matcher = COLON_PORT.matcher(afterHost);
        return matcher.matches()
                ? Optional.of(Integer.valueOf(matcher.group(1))).filter(port -> port >= 1 && port <= HIGHEST_PORT)
                : Optional.empty();
    }
}
