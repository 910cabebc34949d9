package dev.trunkledger.command.secret.transit;

import dev.trunkledger.command.secret.KeyEncryptionKey;
import dev.trunkledger.command.secret.KeyUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A key of a transit engine. Vault adds versions to it; the id says which one wrapped, and Vault unwraps what any
 * version wrapped that it still allows.
 */
public final class TransitKeyEncryptionKey implements KeyEncryptionKey, AutoCloseable {

    /** Something wrapped for another purpose under the same key does not unwrap here. */
    private static final String PURPOSE =
            Base64.getEncoder().encodeToString("trunkledger key wrap v1".getBytes(StandardCharsets.UTF_8));

    private static final Pattern CIPHERTEXT = Pattern.compile("vault:v([1-9]\\d{0,8}):[A-Za-z0-9+/]+={0,2}");
    /** Those that take associated data. */
    private static final Set<String> TYPES =
            Set.of("aes256-gcm96", "aes128-gcm96", "chacha20-poly1305", "xchacha20-poly1305");

    private final TransitClient client;
    private final String prefix;

    /** Does not ask Vault for anything yet: the process comes up without it. */
    public TransitKeyEncryptionKey(TransitSettings settings) {
        this.client = new TransitClient(settings);
        this.prefix = "vault:" + settings.mount() + "/" + settings.key() + ":v";
    }

    @Override
    public String id() {
        JsonNode key = VaultJson.data(client.get("keys"));
        String type = key.path("type").asString("");
        int version = key.path("latest_version").asInt(0);
        if (version < 1) {
            throw client.away("answers what is not Vault's");
        }
        if (!TYPES.contains(type) || key.path("derived").asBoolean(false)) {
            throw new KeyUnavailableException(
                    "The key " + prefix + version + " must be of type aes256-gcm96 and not derived");
        }
        return prefix + version;
    }

    @Override
    public Wrapped wrap(byte[] key) {
        byte[] answer = client.post("encrypt", VaultJson.plaintext(key, PURPOSE));
        String ciphertext = VaultJson.data(answer).path("ciphertext").asString("");
        Matcher form = CIPHERTEXT.matcher(ciphertext);
        if (!form.matches()) {
            throw client.away("answers what is not Vault's");
        }
        return new Wrapped(prefix + form.group(1), ciphertext.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public boolean opens(String keyId) {
        return keyId.startsWith(prefix) && keyId.substring(prefix.length()).matches("[1-9]\\d{0,8}");
    }

    @Override
    public byte[] unwrap(String keyId, byte[] wrapped) {
        String ciphertext = new String(wrapped, StandardCharsets.US_ASCII);
        Matcher form = CIPHERTEXT.matcher(ciphertext);
        if (!form.matches() || !keyId.equals(prefix + form.group(1))) {
            throw new KeyUnavailableException("What is stored as wrapped by " + keyId + " is not of that key");
        }
        byte[] answer = client.post("decrypt", VaultJson.ciphertext(ciphertext, PURPOSE));
        try {
            byte[] plain = VaultJson.plaintext(answer);
            if (plain == null) {
                throw client.away("answers what is not Vault's");
            }
            return plain;
        } finally {
            Arrays.fill(answer, (byte) 0);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return prefix;
    }
}
