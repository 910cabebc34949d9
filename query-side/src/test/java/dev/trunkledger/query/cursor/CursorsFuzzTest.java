package dev.trunkledger.query.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Any text: by itself with the kept inputs; {@code ./run fuzz} looks for more. */
class CursorsFuzzTest {

    private static final CursorScope SCOPE = new CursorScope("acme", "sip-credentials", List.of("sort=server"));
    private static final Cursors CURSORS =
            new Cursors(CursorKey.fromBase64(Base64.getEncoder().encodeToString(new byte[32])));
    private static final String WRITTEN = CURSORS.write(SCOPE, CursorPosition.of("sip.example.com", "1"));

    @FuzzTest(maxDuration = "60s")
    void nothingIsACursorThatWasNotWrittenHere(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);

        assertThat(CURSORS.read(SCOPE, text).isPresent()).isEqualTo(text.equals(WRITTEN));
    }

    /** The key is known here, so that a fuzzer gets behind the seal, too. */
    @FuzzTest(maxDuration = "60s")
    void whatIsWrittenIsReadBack(byte[] data) {
        CursorPosition position = CursorPosition.of(new String(data, StandardCharsets.UTF_8), "");

        String cursor = CURSORS.write(SCOPE, position);

        // Longer ones than any of ours are not looked at.
        assertThat(CURSORS.read(SCOPE, cursor)).isEqualTo(Optional.of(position).filter(_ -> cursor.length() <= 4_096));
    }
}
