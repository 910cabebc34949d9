package dev.trunkledger.events.guide;

import dev.trunkledger.events.consumer.CredentialState;
import dev.trunkledger.events.consumer.CredentialStates;
import dev.trunkledger.events.wire.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Knows the SIP server of every credential. */
final class ServerDirectory implements AutoCloseable {

    private final CredentialStates<String> servers;

    // guide: follow the states
    ServerDirectory(Map<String, Object> kafka, Topics topics, CredentialStates.Listener<String> listener) {
        servers = CredentialStates.follow(
                kafka, topics, credential -> credential.settings().server(), listener);
    }
    // end

    // guide: ask for a state
    Optional<String> serverOf(String orgId, UUID id) {
        if (!servers.ready()) {
            throw new IllegalStateException("Not all credentials are known yet"); // over HTTP: 503
        }
        return servers.find(id)
                .filter(state -> state.orgId().equals(orgId)) // what is another organisation's does not exist
                .flatMap(state -> state instanceof CredentialState.Present<String> present
                        ? Optional.of(present.value())
                        : Optional.empty()); // deleted
    }
    // end

    boolean ready() {
        return servers.ready();
    }

    @Override
    public void close() {
        servers.close();
    }
}
