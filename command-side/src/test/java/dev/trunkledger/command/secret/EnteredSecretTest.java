package dev.trunkledger.command.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EnteredSecretTest {

    private static final UUID CREDENTIAL = UUID.fromString("00000000-0000-4000-8000-0000000000c1");
    private static final String PASSWORD = "correct horse battery";

    private final CredentialKeys keys = keys("acme", CREDENTIAL, 1);

    @Test
    void theSamePasswordHasTheSameFingerprintOnOneCredentialAlone() {
        assertThat(enter(keys, PASSWORD).fingerprint())
                .isEqualTo(enter(keys, PASSWORD).fingerprint())
                .isNotEqualTo(enter(keys, "other").fingerprint())
                .isNotEqualTo(enter(keys("acme", CREDENTIAL, 2), PASSWORD).fingerprint());
    }

    @Test
    void isReadAgainWithItsOwnKeyAndPlace() {
        SealedSecret sealed = enter(keys, PASSWORD).seal(3);

        assertThat(AesGcm.decrypt(keys.encryption(), sealed.nonce(), keys.associated(3), sealed.ciphertext()))
                .isEqualTo(PASSWORD.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isNotReadWhenMovedToAnotherVersionCredentialOrOrganisation() {
        SealedSecret sealed = enter(keys, PASSWORD).seal(3);
        UUID other = UUID.fromString("00000000-0000-4000-8000-0000000000c2");

        assertThatIsUnreadable(sealed, keys.associated(4));
        assertThatIsUnreadable(sealed, keys("acme", other, 1).associated(3));
        assertThatIsUnreadable(sealed, keys("acmf", CREDENTIAL, 1).associated(3));
    }

    @Test
    void looksDifferentEachTimeItIsSealed() {
        EnteredSecret entered = enter(keys, PASSWORD);

        SealedSecret once = entered.seal(1);
        SealedSecret again = entered.seal(1);

        assertThat(once.nonce()).isNotEqualTo(again.nonce());
        assertThat(once.ciphertext()).isNotEqualTo(again.ciphertext());
    }

    @Test
    void isNotSealedOnceItIsWiped() {
        EnteredSecret entered = enter(keys, PASSWORD);

        entered.close();

        assertThatIllegalStateException().isThrownBy(() -> entered.seal(1));
    }

    @Test
    void nothingOfItIsPrinted() {
        EnteredSecret entered = enter(keys, PASSWORD);

        assertThat(entered).hasToString("EnteredSecret[***]");
        assertThat(entered.fingerprint()).hasToString("SecretFingerprint[***]");
        assertThat(entered.seal(2)).hasToString("SealedSecret[" + CREDENTIAL + " v2]");
        assertThat(keys).hasToString("CredentialKeys[" + CREDENTIAL + "]");
    }

    private void assertThatIsUnreadable(SealedSecret sealed, byte[] place) {
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> AesGcm.decrypt(keys.encryption(), sealed.nonce(), place, sealed.ciphertext()));
    }

    private static EnteredSecret enter(CredentialKeys keys, String password) {
        try (PlainSecret secret = PlainSecret.of(password.toCharArray())) {
            return new EnteredSecret(keys, secret);
        }
    }

    private static CredentialKeys keys(String orgId, UUID credentialId, int fill) {
        byte[] dataKey = new byte[CredentialKeys.DATA_KEY_BYTES];
        java.util.Arrays.fill(dataKey, (byte) fill);
        return CredentialKeys.derive(orgId, credentialId, new UUID(0, 1), dataKey);
    }
}
