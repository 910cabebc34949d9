package dev.trunkledger.events.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.consumer.CredentialState.Deleted;
import dev.trunkledger.events.consumer.CredentialState.Present;
import dev.trunkledger.events.consumer.StateTable.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StateTableTest {

    private static final UUID ID = UUID.randomUUID();

    private final StateTable<String> table = new StateTable<>();

    @Test
    void tellsWhatChanged() {
        assertThat(table.apply(present(1))).contains(new Change<>(null, present(1)));
        assertThat(table.apply(present(2))).contains(new Change<>(present(1), present(2)));
        assertThat(table.apply(deleted(3))).contains(new Change<>(present(2), deleted(3)));
        assertThat(table.apply(present(4))).contains(new Change<>(deleted(3), present(4)));
        assertThat(table.find(ID)).contains(present(4));
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void ignoresWhatIsNotNewer() {
        table.apply(present(2));

        assertThat(table.apply(present(2))).isEmpty();
        assertThat(table.apply(present(1))).isEmpty();
        assertThat(table.apply(deleted(2))).isEmpty();
        assertThat(table.find(ID)).contains(present(2));
    }

    @Test
    void aRepeatDoesNotBringADeletedCredentialBack() {
        table.apply(present(5));
        table.apply(deleted(6));

        assertThat(table.apply(present(5))).isEmpty();
        assertThat(table.apply(deleted(6))).isEmpty();
        assertThat(table.find(ID)).contains(deleted(6));
    }

    @Test
    void aRepeatDoesNotDeleteARestoredCredential() {
        table.apply(deleted(6));
        table.apply(present(7));

        assertThat(table.apply(deleted(6))).isEmpty();
        assertThat(table.apply(present(7))).isEmpty();
        assertThat(table.find(ID)).contains(present(7));
    }

    @Test
    void forgetsACredentialWhoseTombstoneNamesNoVersion() {
        table.apply(present(7));

        assertThat(table.forget(ID)).contains(new Change<>(present(7), deleted(7)));
        assertThat(table.find(ID)).isEmpty();
        assertThat(table.forget(ID)).isEmpty();
        assertThat(table.apply(present(7))).contains(new Change<>(null, present(7)));
    }

    /** Whatever the suffixes that are repeated, each version is told once and in order. */
    @Test
    void repeatsOfAnySuffixChangeNothing() {
        long seed = System.nanoTime();
        System.out.println("StateTableTest seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 500; run++) {
            StateTable<String> states = new StateTable<>();
            List<Long> told = new ArrayList<>();
            int versions = 1 + random.nextInt(8);
            boolean[] gone = new boolean[versions + 1];
            for (int version = 1; version <= versions; version++) {
                gone[version] = random.nextInt(3) == 0;
                for (int from = version; from >= 1 && random.nextInt(3) > 0; from -= random.nextInt(3)) {
                    for (int repeated = from; repeated <= version; repeated++) {
                        states.apply(gone[repeated] ? deleted(repeated) : present(repeated))
                                .ifPresent(change -> told.add(change.after().version()));
                    }
                }
            }
            assertThat(told).isSorted().doesNotHaveDuplicates();
            if (!told.isEmpty()) {
                long last = told.get(told.size() - 1);
                assertThat(states.find(ID)).contains(gone[(int) last] ? deleted(last) : present(last));
            }
        }
    }

    private static CredentialState<String> present(long version) {
        return new Present<>(ID, "acme", version, "value " + version);
    }

    private static CredentialState<String> deleted(long version) {
        return new Deleted<>(ID, "acme", version);
    }
}
