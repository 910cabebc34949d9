package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import dev.trunkledger.http.input.QueryParameters;
import dev.trunkledger.query.credentials.CredentialFilter;
import dev.trunkledger.query.credentials.CredentialSort;
import dev.trunkledger.query.credentials.SortKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ListQueryTest {

    private static final String ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    @Test
    void asksForTheNewestTwentyLiveOnesWhenNothingIsSaid() {
        ListQuery asked = asked("");
        assertThat(asked.filter()).isEqualTo(new CredentialFilter("acme", null, null, null, null, null, null, false));
        assertThat(asked.sort()).isEqualTo(new CredentialSort(SortKey.CREATED_TIME, true));
        assertThat(asked.asOf()).isNull();
        assertThat(asked.skip()).isZero();
        assertThat(asked.paging()).isEqualTo(new Paging(20, null));
    }

    @Test
    void readsEveryParameter() {
        ListQuery asked = asked("search=Berlin&transport=tls&source=provider&cpsKey=k&providerId=" + ID
                + "&updatedSince=2026-01-01T00:00:00Z&asOf=2026-01-02T00:00:00Z&includeDeleted=true"
                + "&sort=-description&skip=40&take=1000");
        assertThat(asked.filter())
                .isEqualTo(new CredentialFilter(
                        "acme",
                        "Berlin",
                        Transport.TLS,
                        Source.PROVIDER,
                        "k",
                        UUID.fromString(ID),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        true));
        assertThat(asked.sort()).isEqualTo(new CredentialSort(SortKey.DESCRIPTION, true));
        assertThat(asked.asOf()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(asked.skip()).isEqualTo(40);
        assertThat(asked.paging().take()).isEqualTo(1000);
    }

    @Test
    void namesEveryFaultAtOnce() {
        assertThat(faultsOf("skip=-1&take=1001&sort=version&transport=UDP&source=x&providerId=1&updatedSince=today"
                        + "&includeDeleted=1&serach=berlin&search="))
                .extracting(FieldFault::pointer)
                .containsExactlyInAnyOrder(
                        "/skip",
                        "/take",
                        "/sort",
                        "/transport",
                        "/source",
                        "/providerId",
                        "/updatedSince",
                        "/includeDeleted",
                        "/serach",
                        "/search");
    }

    @Test
    void refusesAParameterThatIsThereTwice() {
        assertThat(faultsOf("take=1&take=2"))
                .containsExactly(new FieldFault("/take", "repeated", "take must be given once"));
    }

    @Test
    void refusesCursorAndSkipTogetherEvenWhenSkipIsZero() {
        assertThat(faultsOf("skip=0&cursor=abc")).extracting(FieldFault::code).containsExactly("conflicting");
    }

    @Test
    void namesAnUnknownParameterAsAJsonPointerAndCutsItShort() {
        assertThat(faultsOf("a~/b=1")).extracting(FieldFault::pointer).containsExactly("/a~0~1b");
        assertThat(faultsOf("x".repeat(5000) + "=1").getFirst().pointer()).hasSize(66);
    }

    @Test
    void repeatsNoValueInWhatItSays() {
        String canary = "canary-4711";
        for (FieldFault fault : faultsOf("take=" + canary + "&sort=" + canary + "&nope=" + canary)) {
            assertThat(fault.message()).doesNotContain(canary);
        }
    }

    @Test
    void bindsACursorToEachFilterAndTheSort() {
        Set<Object> scopes = new HashSet<>();
        List<String> questions = List.of(
                "",
                "sort=server",
                "sort=-server",
                "search=a",
                "search=b",
                "transport=udp",
                "source=manual",
                "cpsKey=a",
                "providerId=" + ID,
                "updatedSince=2026-01-01T00:00:00Z",
                "includeDeleted=true",
                "asOf=2026-01-01T00:00:00Z",
                "asOf=2026-01-01T00:00:00.000001Z");
        questions.forEach(question -> scopes.add(asked(question).scope()));
        assertThat(scopes).hasSize(questions.size());
    }

    @Test
    void letsPagesOfOneWalkDifferInLength() {
        assertThat(asked("take=5").scope()).isEqualTo(asked("take=500").scope());
        assertThat(asked("sort=-createdTime&includeDeleted=false").scope())
                .isEqualTo(asked("").scope());
    }

    @Test
    void answersAsAnInvalidParameter() {
        assertThatThrownBy(() -> asked("take=0"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.INVALID_PARAMETER));
    }

    private static List<FieldFault> faultsOf(String query) {
        return catchThrowableOfType(ProblemException.class, () -> asked(query)).errors();
    }

    private static ListQuery asked(String query) {
        Map<String, String[]> given = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                given.merge(parts[0], new String[] {parts[1]}, (a, b) -> new String[] {a[0], b[0]});
            }
        }
        return ListQuery.from("acme", new QueryParameters(given));
    }
}
