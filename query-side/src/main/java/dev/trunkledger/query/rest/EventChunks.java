package dev.trunkledger.query.rest;

import dev.trunkledger.query.audit.ChainPosition;
import dev.trunkledger.query.audit.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sealed events, one a line: {@code {"type": …, "event": the bytes as they were sealed, "cursor": …}}. */
final class EventChunks implements Chunks {

    private static final int PAGE = 1_000;

    /** The events behind a place. */
    interface Source {
        List<StoredEvent> after(@Nullable ChainPosition place, int take);
    }

    private final Source source;
    private final Function<ChainPosition, String> cursors;
    private @Nullable ChainPosition place;
    private int left;

    EventChunks(Source source, Function<ChainPosition, String> cursors, @Nullable ChainPosition place, int take) {
        this.source = source;
        this.cursors = cursors;
        this.place = place;
        this.left = take;
    }

    @Override
    public Chunk next() {
        int wanted = Math.min(PAGE, left);
        List<StoredEvent> events = source.after(place, wanted);
        var out = new ByteArrayOutputStream(1 << 16);
        for (StoredEvent event : events) {
            // Names of types and cursors need no escapes. The event stays as it is: its hash is over these bytes.
            out.writeBytes(utf8("{\"type\":\"" + event.type() + "\",\"event\":"));
            out.writeBytes(event.json());
            out.writeBytes(utf8(",\"cursor\":\"" + cursors.apply(event.position()) + "\"}\n"));
            place = event.position();
        }
        left -= events.size();
        return new Chunk(out.toByteArray(), events.size() < wanted || left == 0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
