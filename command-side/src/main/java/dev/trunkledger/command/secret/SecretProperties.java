package dev.trunkledger.command.secret;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the keys come from.
 *
 * @param kekFile file with the key-encryption key, see {@link FileKeyEncryptionKey}
 */
@ConfigurationProperties("trunkledger.secret")
record SecretProperties(Path kekFile) {}
