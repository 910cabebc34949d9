package dev.trunkledger.command.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/** The grammar of {@code host} in RFC 3261, section 25.1, with the IP addresses of RFC 5954, section 4.1. */
final class Host {

    private static final Pattern DOTTED_DIGITS = Pattern.compile("[0-9.]*[0-9]");
    /** RFC 5954's dec-octet: no leading zero, which some parsers take for octal. */
    private static final Pattern DEC_OCTET = Pattern.compile("[0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5]");

    private static final Pattern DOMAIN_LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");
    private static final Pattern TOP_LABEL = Pattern.compile("[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?");
    private static final Pattern H16 = Pattern.compile("[0-9A-Fa-f]{1,4}");
    /** RFC 1035, section 2.3.4: 255 octets on the wire leave 253 characters, a closing dot aside. */
    private static final int LONGEST_NAME = 253;

    private static final int LONGEST_LABEL = 63;

    private Host() {}

    /** @param host an IPv6 reference in its brackets, an IPv4 address or a host name */
    static Optional<String> problem(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return problemUnless(
                    isIpv6(host.substring(1, host.length() - 1)),
                    "Between the brackets stands no IPv6 address; zone ids are not allowed.");
        }
        if (DOTTED_DIGITS.matcher(host).matches()) {
            return problemUnless(
                    isIpv4(host), "An IPv4 address has four numbers from 0 to 255, without leading zeros.");
        }
        return nameProblem(host);
    }

    private static Optional<String> nameProblem(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (name.length() > LONGEST_NAME) {
            return Optional.of("A host name has at most " + LONGEST_NAME + " characters.");
        }
        String[] labels = name.split("\\.", -1);
        for (String label : labels) {
            if (label.length() > LONGEST_LABEL) {
                return Optional.of("A label of a host name has at most " + LONGEST_LABEL + " characters.");
            }
            if (!DOMAIN_LABEL.matcher(label).matches()) {
                return Optional.of("Labels of a host name consist of ASCII letters, digits and inner hyphens;"
                        + " no scheme, user part, parameter or underscore is allowed.");
            }
        }
        return problemUnless(
                TOP_LABEL.matcher(labels[labels.length - 1]).matches(),
                "The last label of a host name begins with a letter.");
    }

    private static boolean isIpv4(String text) {
        String[] octets = text.split("\\.", -1);
        for (String octet : octets) {
            if (!DEC_OCTET.matcher(octet).matches()) {
                return false;
            }
        }
        return octets.length == 4;
    }

    /** Eight groups, or at most seven around one {@code ::}. */
    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == 8;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int left = before.isEmpty() ? 0 : groups(before, false);
        int right = after.isEmpty() ? 0 : groups(after, true);
        return left >= 0 && right >= 0 && left + right <= 7;
    }

    /** How many 16-bit groups the text stands for, an IPv4 address at its end being two; -1 when it is none. */
    private static int groups(String text, boolean ipv4AtEnd) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (H16.matcher(parts[i]).matches()) {
                count++;
            } else if (ipv4AtEnd && i == parts.length - 1 && isIpv4(parts[i])) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }

    private static Optional<String> problemUnless(boolean fine, String message) {
        return fine ? Optional.empty() : Optional.of(message);
    }
}
