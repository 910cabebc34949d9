package dev.trunkledger.command.secret;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the keys come from: exactly one of {@code kekFile}, {@code kek} and {@code vault.key} wraps. Empty is not set.
 *
 * @param kekFile file with the key-encryption key
 * @param kek the key-encryption key itself
 * @param kekPreviousFiles files with keys that wrapped before
 * @param kekPrevious keys that wrapped before
 * @param rotationInterval how often it is looked for what another key wrapped
 */
@ConfigurationProperties("trunkledger.secret")
record SecretProperties(
        @DefaultValue("") String kekFile,
        @DefaultValue("") String kek,
        @DefaultValue List<String> kekPreviousFiles,
        @DefaultValue List<String> kekPrevious,
        @DefaultValue Vault vault,
        @DefaultValue("60s") Duration rotationInterval) {

    /**
     * HashiCorp Vault or OpenBao.
     *
     * @param address its origin
     * @param mount path of the transit engine
     * @param key name of the key that wraps; empty when only previous keys lie there
     * @param previousKeys names of keys that wrapped before
     * @param namespace of the mount, where there are namespaces
     * @param tokenFile file with the token, read at each call
     * @param timeout for connecting, and for an answer
     */
    record Vault(
            @DefaultValue("") String address,
            @DefaultValue("transit") String mount,
            @DefaultValue("") String key,
            @DefaultValue List<String> previousKeys,
            @DefaultValue("") String namespace,
            @DefaultValue("") String tokenFile,
            @DefaultValue("2s") Duration timeout) {}

    @Override
    public String toString() {
        return "SecretProperties[***]";
    }
}
