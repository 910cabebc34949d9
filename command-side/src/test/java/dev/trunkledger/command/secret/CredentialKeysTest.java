package dev.trunkledger.command.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CredentialKeysTest {

    @Test
    void areTwoKeysOfWhichNeitherIsTheDataKey() {
        byte[] dataKey = new byte[CredentialKeys.DATA_KEY_BYTES];
        Arrays.fill(dataKey, (byte) 7);

        CredentialKeys keys = CredentialKeys.derive("acme", UUID.randomUUID(), UUID.randomUUID(), dataKey.clone());

        assertThat(keys.encryption().getEncoded())
                .hasSize(32)
                .isNotEqualTo(keys.fingerprint().getEncoded())
                .isNotEqualTo(dataKey);
        assertThat(keys.fingerprint().getEncoded()).hasSize(32).isNotEqualTo(dataKey);
    }

    @Test
    void derivingWipesTheDataKey() {
        byte[] dataKey = new byte[CredentialKeys.DATA_KEY_BYTES];
        Arrays.fill(dataKey, (byte) 7);

        CredentialKeys.derive("acme", UUID.randomUUID(), UUID.randomUUID(), dataKey);

        assertThat(dataKey).containsOnly(0);
    }
}
