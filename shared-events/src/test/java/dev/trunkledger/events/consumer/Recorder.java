package dev.trunkledger.events.consumer;

import dev.trunkledger.events.testing.TestTrunk;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Remembers what it was told, in order. */
final class Recorder implements CredentialStates.Listener<String> {

    final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void changed(@Nullable CredentialState<String> before, CredentialState<String> after) {
        told.add(line(after));
    }

    @Override
    public void caughtUp() {
        told.add("caught up");
    }

    @Override
    public void unreadable(String topic, int partition, long offset, String why) {
        told.add("unreadable: " + why);
    }

    /** What was told of a credential. */
    List<String> of(TestTrunk trunk) {
        return told.stream()
                .filter(line -> line.startsWith(trunk.id().toString()))
                .map(line -> line.substring(37))
                .toList();
    }

    private static String line(CredentialState<String> state) {
        String what = state instanceof CredentialState.Present<String> present ? present.value() : "deleted";
        return state.id() + " " + state.orgId() + " v" + state.version() + " " + what;
    }
}
