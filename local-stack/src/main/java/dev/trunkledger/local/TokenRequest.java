package dev.trunkledger.local;

import dev.trunkledger.http.Scopes;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code {"orgId","sub","scope","ttlSeconds"}}, all of which may be left out. */
final class TokenRequest {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> MEMBERS = Set.of("orgId", "sub", "scope", "ttlSeconds");
    private static final String DEFAULT_SCOPE = String.join(" ", Scopes.READ, Scopes.WRITE, Scopes.AUDIT);
    private static final long DEFAULT_TTL_SECONDS = 3_600;
    private static final int NAME_LENGTH = 255;
    // RFC 6749, section 3.3
    private static final Pattern SCOPE = Pattern.compile("([!#-\\[\\]-~]+( [!#-\\[\\]-~]+)*)?");

    private TokenRequest() {}

    /** The body cannot be followed; the message says which member and why. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message);
        }
    }

    static TokenGrant parse(byte[] body) throws Invalid {
        JsonNode node = tree(body);
        Set<String> unknown = new TreeSet<>(node.propertyNames());
        unknown.removeAll(MEMBERS);
        if (!unknown.isEmpty()) {
            throw new Invalid(
                    "Unknown member " + String.join(", ", unknown) + "; known are orgId, sub, scope and ttlSeconds.");
        }
        return new TokenGrant(
                name(node, "orgId", TokenMint.DEMO_ORGANISATION),
                name(node, "sub", "local-user"),
                scope(node),
                ttl(node));
    }

    private static JsonNode tree(byte[] body) throws Invalid {
        try {
            JsonNode node = STRICT.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            // told below: where it breaks off helps nobody in a body of four members
        }
        throw new Invalid("The body must be one JSON object; {} is enough.");
    }

    private static String name(JsonNode node, String member, String otherwise) throws Invalid {
        String name = text(node, member, otherwise);
        if (name.isBlank()
                || name.codePointCount(0, name.length()) > NAME_LENGTH
                || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new Invalid("%s must have 1 to %d characters, none of them a control character, and not be blank."
                    .formatted(member, NAME_LENGTH));
        }
        return name;
    }

    private static String scope(JsonNode node) throws Invalid {
        String scope = text(node, "scope", DEFAULT_SCOPE);
        if (!SCOPE.matcher(scope).matches()) {
            throw new Invalid("scope must be names with one space between them, such as '" + DEFAULT_SCOPE + "'.");
        }
        return scope;
    }

    private static String text(JsonNode node, String member, String otherwise) throws Invalid {
        JsonNode value = node.get(member);
        if (value == null) {
            return otherwise;
        }
        if (!value.isString()) {
            throw new Invalid(member + " must be a string.");
        }
        return value.stringValue();
    }

    private static Duration ttl(JsonNode node) throws Invalid {
        JsonNode value = node.get("ttlSeconds");
        if (value == null) {
            return Duration.ofSeconds(DEFAULT_TTL_SECONDS);
        }
        long longest = TokenMint.LONGEST.toSeconds();
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 1
                || value.longValue() > longest) {
            throw new Invalid("ttlSeconds must be a whole number from 1 to " + longest + ".");
        }
        return Duration.ofSeconds(value.longValue());
    }
}
