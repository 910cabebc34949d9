package dev.trunkledger.command.rest;

import dev.trunkledger.command.domain.RequestedSettings;
import dev.trunkledger.command.secret.PlainSecret;
import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Reads a body member by member. Anything but the members of {@link CredentialMember}, once each and of the right type,
 * is refused: a misspelt member of a full replacement would wipe a value. The password never becomes a String.
 */
final class CredentialBodyReader {

    /** What a request may say of the members that the server owns. */
    enum Use {
        /** POST: providerId alone. */
        CREATION,
        /** PUT: anything, which is ignored, so that GET, edit, PUT works. */
        REPLACEMENT
    }

    // Nothing of a body outlives its request: no recycled buffer and no cache of member names.
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    /** Names that an answer may repeat; others could break it, or be something else than a name. */
    private static final Pattern SHOWABLE_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final JsonParser parser;
    private final Use use;
    private final List<FieldFault> faults = new ArrayList<>();
    private final Set<CredentialMember> seen = EnumSet.noneOf(CredentialMember.class);
    private final Map<CredentialMember, String> texts = new EnumMap<>(CredentialMember.class);
    private @Nullable Long cpsLimit;
    private RequestedSecret secret = new RequestedSecret.Omitted();

    private CredentialBodyReader(JsonParser parser, Use use) {
        this.parser = parser;
        this.use = use;
    }

    /** @throws ProblemException 400 when it is not valid JSON, or not of the documented form */
    static CredentialBody read(BodyBytes body, Use use) {
        char[] text = body.text();
        if (text == null) {
            throw malformed("The body is not UTF-8.");
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text, 0, text.length)) {
            return new CredentialBodyReader(parser, use).read();
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private CredentialBody read() {
        boolean handedOver = false;
        try {
            readObject();
            refuseFaults();
            handedOver = true;
            return body();
        } catch (JacksonException e) {
            // Its message quotes the input; only the place goes on.
            throw malformed("The body is not valid JSON" + place(e.getLocation()) + ".");
        } finally {
            if (!handedOver) {
                secret.close();
            }
        }
    }

    private void refuseFaults() {
        if (!faults.isEmpty()) {
            throw malformed("The body is not of the documented form; errors says where.")
                    .withErrors(faults);
        }
    }

    private void readObject() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw malformed("The body is empty; a JSON object is expected.");
        }
        if (first != JsonToken.START_OBJECT) {
            throw malformed("The body must be a JSON object.");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            readMember(name);
        }
        if (parser.nextToken() != null) {
            throw malformed("The body goes on after its JSON object.");
        }
    }

    private void readMember(String name) {
        CredentialMember member = CredentialMember.named(name);
        if (member == null) {
            refuse(pointer(name), "unknown-field", "There is no such field.");
        } else if (!seen.add(member)) {
            refuse(member.pointer(), "duplicate-field", "It is there twice.");
        } else {
            readValue(member);
        }
    }

    private void readValue(CredentialMember member) {
        switch (member.kind()) {
            case TEXT -> readText(member, false);
            case TEXT_OR_NULL -> readText(member, true);
            case NUMBER_OR_NULL -> readNumber(member);
            case SECRET -> readSecret(member);
            case OWNED -> readOwned(member);
            case OWNED_BUT_FOR_CREATION -> {
                if (use == Use.CREATION) {
                    readText(member, true);
                } else {
                    readOwned(member);
                }
            }
        }
    }

    private void readText(CredentialMember member, boolean nullable) {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            texts.put(member, parser.getString());
        } else if (!nullable || !parser.hasToken(JsonToken.VALUE_NULL)) {
            refuse(member.pointer(), "wrong-type", nullable ? "It must be a string or null." : "It must be a string.");
        }
    }

    private void readNumber(CredentialMember member) {
        if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            cpsLimit = switch (parser.getNumberType()) {
                case INT, LONG -> parser.getLongValue();
                default -> Long.MAX_VALUE;
            };
        } else if (!parser.hasToken(JsonToken.VALUE_NULL)) {
            refuse(member.pointer(), "wrong-type", "It must be null or a whole number, without fraction or exponent.");
        }
    }

    private void readSecret(CredentialMember member) {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            int from = parser.getStringOffset();
            char[] buffer = parser.getStringCharacters();
            int to = from + parser.getStringLength();
            secret = new RequestedSecret.Given(PlainSecret.of(Arrays.copyOfRange(buffer, from, to)));
            // The parser's own buffer, when the string had escapes in it; else the text, which is done with so far.
            Arrays.fill(buffer, from, to, '\0');
        } else if (parser.hasToken(JsonToken.VALUE_NULL)) {
            secret = new RequestedSecret.Cleared();
        } else {
            refuse(member.pointer(), "wrong-type", "It must be a string or null.");
        }
    }

    private void readOwned(CredentialMember member) {
        if (use == Use.REPLACEMENT) {
            parser.skipChildren();
        } else {
            refuse(member.pointer(), "server-owned", "The server sets it; leave it out.");
        }
    }

    private void refuse(String pointer, String code, String message) {
        parser.skipChildren();
        faults.add(new FieldFault(pointer, code, message));
    }

    private CredentialBody body() {
        RequestedSettings requested = new RequestedSettings(
                texts.get(CredentialMember.SERVER),
                texts.get(CredentialMember.TRANSPORT),
                texts.get(CredentialMember.DOMAIN),
                texts.get(CredentialMember.AUTH_USER),
                texts.get(CredentialMember.DESCRIPTION),
                cpsLimit,
                texts.get(CredentialMember.CPS_KEY));
        return new CredentialBody(requested, secret, texts.get(CredentialMember.PROVIDER_ID));
    }

    /** Of the whole body when the name is not fit to be repeated. */
    private static String pointer(String name) {
        return SHOWABLE_NAME.matcher(name).matches() ? "/" + name : "";
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
