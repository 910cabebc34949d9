package dev.trunkledger.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.PublicCredential;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A golden file is how events of that version lie in stores and topics for ever: it is added, never changed. */
class GoldenFilesTest {

    static List<SealedEvent> everyEvent() {
        return SampleEvents.lifeOfACredential();
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void anEventIsWrittenByteForByteAsInItsGoldenFile(SealedEvent sealed) {
        assertThat(sealed.json()).asString().isEqualTo(new String(ContractFiles.golden(sealed.type()), UTF_8));
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void aGoldenFileIsReadBackAsTheEvent(SealedEvent sealed) {
        SealedEvent read = EventJson.read(sealed.type(), ContractFiles.golden(sealed.type()));

        assertThat(read).isEqualTo(sealed);
        assertThat(read.event()).isEqualTo(sealed.event());
        assertThat(EventJson.seal(read.event()).json()).isEqualTo(read.json());
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void aGoldenFileIsIntactAndValid(SealedEvent sealed) {
        byte[] golden = ContractFiles.golden(sealed.type());

        assertThat(EventJson.isIntact(golden)).isTrue();
        assertThat(ContractFiles.faults(sealed.type(), golden)).isEmpty();
    }

    @Test
    void anAccessIsWrittenByteForByteReadBackIntactAndValid() {
        SealedAccess access = SampleEvents.anAccess();
        byte[] golden = ContractFiles.golden(EventTypes.REVEALED);

        assertThat(access.json()).asString().isEqualTo(new String(golden, UTF_8));
        assertThat(AccessJson.read(EventTypes.REVEALED, golden)).isEqualTo(access);
        assertThat(EventJson.isIntact(golden)).isTrue();
        assertThat(ContractFiles.faults(EventTypes.REVEALED, golden)).isEmpty();
    }

    @Test
    void thePublicStateIsWrittenByteForByteReadBackAndValid() {
        byte[] golden = ContractFiles.golden(EventTypes.STATE);
        PublicCredential state = PublicCredential.after(everyEvent().get(1).event());

        assertThat(PublicCredentialJson.bytes(state)).asString().isEqualTo(new String(golden, UTF_8));
        assertThat(PublicCredentialJson.read(golden)).isEqualTo(state);
        assertThat(ContractFiles.faults(EventTypes.STATE, golden)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void theStateAfterAnyEventIsValid(SealedEvent sealed) {
        byte[] state = PublicCredentialJson.bytes(PublicCredential.after(sealed.event()));

        assertThat(ContractFiles.faults(EventTypes.STATE, state)).isEmpty();
        assertThat(PublicCredentialJson.read(state)).isEqualTo(PublicCredential.after(sealed.event()));
    }
}
