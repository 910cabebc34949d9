package dev.trunkledger.query.rest;

import dev.trunkledger.http.UnsafeStartException;
import dev.trunkledger.query.cursor.CursorKey;
import dev.trunkledger.query.cursor.Cursors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Cursors under the key that all instances share. */
@Configuration(proxyBeanMethods = false)
class CursorConfig {

    @Bean
    Cursors cursors(@Value("${trunkledger.query.cursor-key}") String base64) {
        try {
            return new Cursors(CursorKey.fromBase64(base64));
        } catch (IllegalArgumentException e) {
            throw new UnsafeStartException("TRUNKLEDGER_CURSOR_KEY: " + e.getMessage() + ".");
        }
    }
}
