package dev.trunkledger.command.relay;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a stream has of its own and others look at or call: who wakes it, how it is doing, how far it is behind. */
record RelayLine(RelayStream stream, RelaySignal signal, RelayProgress progress, RelayLag lag) {

    static RelayLine of(RelayStream stream, JdbcClient jdbc, Clock clock, MeterRegistry meters) {
        return new RelayLine(
                stream, new RelaySignal(), new RelayProgress(stream, meters), new RelayLag(stream, jdbc, clock));
    }
}
