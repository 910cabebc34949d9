package dev.trunkledger.command.secret;

import dev.trunkledger.command.secret.transit.TransitKeyEncryptionKey;
import dev.trunkledger.command.secret.transit.TransitSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes the key ring that the settings describe, or says in one sentence what is wrong with them. */
final class ConfiguredKeys {

    private final SecretProperties settings;

    ConfiguredKeys(SecretProperties settings) {
        this.settings = settings;
    }

    /** @throws KeyUnavailableException when no key or more than one is to wrap, or one of them is not to be had */
    KeyRing ring() {
        return new KeyRing(primary(), previous());
    }

    private KeyEncryptionKey primary() {
        List<String> names = new ArrayList<>();
        List<Supplier<KeyEncryptionKey>> keys = new ArrayList<>();
        offer(names, keys, "TRUNKLEDGER_KEK_FILE", settings.kekFile(), ConfiguredKeys::file);
        offer(names, keys, "TRUNKLEDGER_KEK", settings.kek(), key -> environment("TRUNKLEDGER_KEK", key));
        offer(names, keys, "TRUNKLEDGER_VAULT_KEY", settings.vault().key(), this::transit);
        if (keys.isEmpty()) {
            throw new KeyUnavailableException("There is no key-encryption key: set one of TRUNKLEDGER_KEK_FILE,"
                    + " TRUNKLEDGER_KEK and TRUNKLEDGER_VAULT_KEY");
        }
        if (keys.size() > 1) {
            throw new KeyUnavailableException("There is more than one key-encryption key: of "
                    + String.join(" and ", names) + " only one may be set; the others belong to the previous keys");
        }
        return keys.getFirst().get();
    }

    private static void offer(
            List<String> names,
            List<Supplier<KeyEncryptionKey>> keys,
            String name,
            String value,
            Function<String, KeyEncryptionKey> key) {
        if (!value.isBlank()) {
            names.add(name);
            keys.add(() -> key.apply(value.strip()));
        }
    }

    private List<KeyEncryptionKey> previous() {
        List<KeyEncryptionKey> previous = new ArrayList<>();
        given(settings.kekPreviousFiles()).forEach(file -> previous.add(file(file)));
        given(settings.kekPrevious()).forEach(key -> previous.add(environment("TRUNKLEDGER_KEK_PREVIOUS", key)));
        given(settings.vault().previousKeys()).forEach(key -> previous.add(transit(key)));
        return previous;
    }

    private static List<String> given(List<String> values) {
        return values.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static KeyEncryptionKey file(String path) {
        return LocalKeyEncryptionKey.ofFile(Path.of(path));
    }

    private static KeyEncryptionKey environment(String name, String value) {
        return LocalKeyEncryptionKey.ofEnvironment(name, value);
    }

    private KeyEncryptionKey transit(String key) {
        SecretProperties.Vault vault = settings.vault();
        return new TransitKeyEncryptionKey(TransitSettings.of(
                vault.address(), vault.mount(), key, vault.namespace(), vault.tokenFile(), vault.timeout()));
    }
}
