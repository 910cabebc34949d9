package dev.trunkledger.command.relay;

import java.util.List;
import org.springframework.context.SmartLifecycle;

/** The relays of all streams, which start and stop together and otherwise know nothing of each other. */
final class Relays implements SmartLifecycle, AutoCloseable {

    private final List<Relay> relays;
    private final List<AutoCloseable> clients;
    private volatile boolean running;

    Relays(List<Relay> relays, List<AutoCloseable> clients) {
        this.relays = relays;
        this.clients = clients;
    }

    @Override
    public void start() {
        relays.forEach(Relay::start);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        // All at once: each may take as long as its batch does.
        relays.forEach(Relay::beginStop);
        relays.forEach(Relay::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
    }
}
