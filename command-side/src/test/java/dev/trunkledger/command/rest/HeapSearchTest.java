package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A search that finds nothing proves something only if it would find. */
class HeapSearchTest {

    private static final String PASSWORD = "pa\"ss/\uD83D\uDD11word";

    @Test
    void findsEachForm() {
        byte[] utf8 = PASSWORD.getBytes(StandardCharsets.UTF_8);
        assertFound(PASSWORD);
        assertFound("pa\\\"ss/\uD83D\uDD11word");
        assertFound(new StringBuilder(PASSWORD).reverse().toString());
        assertFound(HexFormat.of().formatHex(utf8));
        assertFound("pa%22ss%2F%F0%9F%94%91word");
        for (String before : List.of("", "x", "xy")) {
            assertFound(Base64.getEncoder()
                    .encodeToString((before + PASSWORD + "behind").getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(new HeapSearch(List.of(PASSWORD)).in("xx another password".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private static void assertFound(String form) {
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            byte[] heap = ("before" + form + "behind").getBytes(charset);
            assertThat(new HeapSearch(List.of(PASSWORD)).in(heap))
                    .as("%s in %s", form, charset)
                    .containsKey(PASSWORD);
        }
    }
}
