package dev.trunkledger.query.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CursorsTest {

    private static final CursorScope SCOPE =
            new CursorScope("acme", "sip-credentials", List.of("sort=server", "search=berlin"));
    private static final CursorPosition POSITION =
            CursorPosition.of("süd.example.com:5060", "3f2504e0-4f89-41d3-9a0c-0305e82c3301");

    private final Cursors cursors = new Cursors(key(1));

    @Test
    void readsBackWhatItWrote() {
        assertThat(cursors.read(SCOPE, cursors.write(SCOPE, POSITION))).contains(POSITION);
    }

    @Test
    void readsWhatAnotherInstanceWithTheSameKeyWrote() {
        assertThat(new Cursors(key(1)).read(SCOPE, cursors.write(SCOPE, POSITION)))
                .contains(POSITION);
    }

    @Test
    void keepsEmptyAndLongKeysApart() {
        CursorPosition odd = CursorPosition.of("", "😀".repeat(255), "");
        assertThat(cursors.read(SCOPE, cursors.write(SCOPE, odd))).contains(odd);
    }

    @Test
    void needsNoEscapingInAQuery() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            String key = Base64.getEncoder().encodeToString(bytes);
            assertThat(cursors.write(SCOPE, CursorPosition.of(key))).matches("[A-Za-z0-9_-]+");
        }
    }

    @Test
    void refusesEverySingleChangedCharacter() {
        String cursor = cursors.write(SCOPE, POSITION);
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String forged = cursor.substring(0, i) + other + cursor.substring(i + 1);
            assertThat(cursors.read(SCOPE, forged)).as(forged).isEmpty();
        }
    }

    @Test
    void refusesEverythingCutOffOrAdded() {
        String cursor = cursors.write(SCOPE, POSITION);
        for (int length = 0; length < cursor.length(); length++) {
            assertThat(cursors.read(SCOPE, cursor.substring(0, length))).isEmpty();
        }
        assertThat(cursors.read(SCOPE, cursor + "A")).isEmpty();
        assertThat(cursors.read(SCOPE, cursor + "=")).isEmpty();
        assertThat(cursors.read(SCOPE, cursor + cursor)).isEmpty();
    }

    @Test
    void refusesWhatIsNoBase64UrlOrFarTooLong() {
        for (String garbled : List.of("", " ", "%%%", "a+b/c", "ünïcode", "../..", "null", "A".repeat(100_000))) {
            assertThat(cursors.read(SCOPE, garbled)).isEmpty();
        }
    }

    @Test
    void refusesACursorOfAnotherOrganisationListSortOrFilter() {
        String cursor = cursors.write(SCOPE, POSITION);
        assertThat(cursors.read(new CursorScope("other", SCOPE.endpoint(), SCOPE.terms()), cursor))
                .isEmpty();
        assertThat(cursors.read(new CursorScope(SCOPE.orgId(), "audit-entries", SCOPE.terms()), cursor))
                .isEmpty();
        assertThat(cursors.read(scopeOf("sort=-server", "search=berlin"), cursor))
                .isEmpty();
        assertThat(cursors.read(scopeOf("sort=server", "search=bern"), cursor)).isEmpty();
        assertThat(cursors.read(scopeOf("sort=server"), cursor)).isEmpty();
    }

    @Test
    void tellsTermsApartThatReadTheSameWhenJoined() {
        String cursor = cursors.write(scopeOf("search=ab", "c"), POSITION);
        assertThat(cursors.read(scopeOf("search=a", "bc"), cursor)).isEmpty();
        assertThat(cursors.read(scopeOf("search=abc"), cursor)).isEmpty();
    }

    @Test
    void refusesACursorMadeWithAnotherKey() {
        assertThat(new Cursors(key(2)).read(SCOPE, cursors.write(SCOPE, POSITION)))
                .isEmpty();
    }

    @Test
    void takesNoShortOrGarbledKeyAndRepeatsNoneOfIt() {
        String shortKey = Base64.getEncoder().encodeToString(new byte[31]);
        for (String bad : List.of("", shortKey, "not base64 at all, not even nearly so!!!!!!!")) {
            assertThatThrownBy(() -> CursorKey.fromBase64(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The cursor key must be base64 of at least 32 random bytes");
        }
        assertThat(key(1)).hasToString("CursorKey[masked]");
    }

    private static CursorScope scopeOf(String... terms) {
        return new CursorScope(SCOPE.orgId(), SCOPE.endpoint(), List.of(terms));
    }

    private static CursorKey key(int seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return CursorKey.fromBase64(Base64.getEncoder().encodeToString(bytes));
    }
}
