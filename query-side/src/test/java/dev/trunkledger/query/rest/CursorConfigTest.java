package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trunkledger.http.UnsafeStartException;
import org.junit.jupiter.api.Test;

class CursorConfigTest {

    @Test
    void doesNotStartWithAKeyThatAnybodyCouldGuess() {
        assertThatThrownBy(() -> new CursorConfig().cursors("c2hvcnQ="))
                .isInstanceOf(UnsafeStartException.class)
                .hasMessage("TRUNKLEDGER_CURSOR_KEY: The cursor key must be base64 of at least 32 random bytes.");
    }
}
