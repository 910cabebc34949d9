package dev.trunkledger.command.relay;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** One line per stream. */
final class RelayLines {

    private final Map<RelayStream, RelayLine> lines = new EnumMap<>(RelayStream.class);

    RelayLines(Function<RelayStream, RelayLine> make) {
        for (RelayStream stream : RelayStream.values()) {
            lines.put(stream, make.apply(stream));
        }
    }

    Collection<RelayLine> all() {
        return lines.values();
    }

    RelayLine of(RelayStream stream) {
        return Objects.requireNonNull(lines.get(stream));
    }
}
