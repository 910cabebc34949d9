package dev.trunkledger.command.secret.transit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bodies of the transit engine. A plain key is written and read as bytes, never as a String, which nobody could wipe. */
final class VaultJson {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SAID = 200;

    private VaultJson() {}

    /** {@code {"plaintext":"…","associated_data":"…"}}. */
    static byte[] plaintext(byte[] plain, String associatedData) {
        byte[] encoded = Base64.getEncoder().encode(plain);
        byte[] start = "{\"plaintext\":\"".getBytes(StandardCharsets.US_ASCII);
        byte[] end = ("\",\"associated_data\":\"" + associatedData + "\"}").getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[start.length + encoded.length + end.length];
        System.arraycopy(start, 0, body, 0, start.length);
        System.arraycopy(encoded, 0, body, start.length, encoded.length);
        System.arraycopy(end, 0, body, start.length + encoded.length, end.length);
        Arrays.fill(encoded, (byte) 0);
        return body;
    }

    static byte[] ciphertext(String ciphertext, String associatedData) {
        return JSON.writeValueAsBytes(
                JSON.createObjectNode().put("ciphertext", ciphertext).put("associated_data", associatedData));
    }

    /** The member {@code data.plaintext}; null when there is none. */
    static byte @Nullable [] plaintext(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.PROPERTY_NAME && "plaintext".equals(parser.currentName())) {
                    return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getBinaryValue() : null;
                }
            }
            return null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The member {@code data}; missing when the body is not Vault's. */
    static JsonNode data(byte[] body) {
        try {
            return JSON.readTree(body).path("data");
        } catch (JacksonException e) {
            return JSON.createObjectNode().path("data");
        }
    }

    /** What Vault says of a refusal, without anything that could forge a line of the log. */
    static String errors(byte[] body) {
        try {
            String said = JSON.readTree(body)
                    .path("errors")
                    .valueStream()
                    .map(error -> error.asString(""))
                    .collect(Collectors.joining("; "))
                    .replaceAll("[^ -~]+", " ")
                    .strip();
            return said.isEmpty() ? "no reason given" : said.substring(0, Math.min(SAID, said.length()));
        } catch (JacksonException e) {
            return "no reason given";
        }
    }
}
