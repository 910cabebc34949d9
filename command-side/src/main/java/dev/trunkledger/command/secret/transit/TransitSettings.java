package dev.trunkledger.command.secret.transit;

import dev.trunkledger.command.secret.ClosedFile;
import dev.trunkledger.command.secret.KeyUnavailableException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which key in which Vault.
 *
 * @param mount path of the transit engine, without slashes at its ends
 * @param namespace empty where there are none
 */
public record TransitSettings(
        URI address, String mount, String key, String namespace, ClosedFile token, Duration timeout) {

    private static final Pattern NAME = Pattern.compile("\\w(?:[\\w.-]*\\w)?");
    private static final Pattern PATH = Pattern.compile("[\\w.-]+(?:/[\\w.-]+)*");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    /** @throws KeyUnavailableException when a setting is missing or malformed; names the variable */
    public static TransitSettings of(
            String address, String mount, String key, String namespace, String tokenFile, Duration timeout) {
        String path = trimmed(mount);
        String space = trimmed(namespace);
        require(
                NAME.matcher(key).matches(),
                "TRUNKLEDGER_VAULT_KEY and its previous keys must be names of transit keys");
        require(PATH.matcher(path).matches(), "TRUNKLEDGER_VAULT_MOUNT must be the path of a transit engine");
        require(
                space.isEmpty() || PATH.matcher(space).matches(),
                "TRUNKLEDGER_VAULT_NAMESPACE must be the path of a namespace");
        require(!tokenFile.isBlank(), "TRUNKLEDGER_VAULT_TOKEN_FILE must name the file with Vault's token");
        ClosedFile token = new ClosedFile("Vault token", Path.of(tokenFile.strip()));
        return new TransitSettings(origin(address), path, key, space, token, timeout);
    }

    private static URI origin(String address) {
        String sentence = "TRUNKLEDGER_VAULT_ADDRESS must be https://host:port, or http: on this machine alone";
        try {
            URI uri = URI.create(trimmed(address));
            boolean safe = "https".equals(uri.getScheme())
                    || "http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
            // A user in the address would be a secret in the log.
            boolean bare = uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getQuery() == null;
            require(safe && bare, sentence);
            return uri;
        } catch (IllegalArgumentException e) {
            throw new KeyUnavailableException(sentence);
        }
    }

    private static String trimmed(String path) {
        return path.strip().replaceAll("^/+|/+$", "");
    }

    private static void require(boolean met, String sentence) {
        if (!met) {
            throw new KeyUnavailableException(sentence);
        }
    }
}
