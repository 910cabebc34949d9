package dev.trunkledger.benchmark.core;

import dev.trunkledger.command.domain.CredentialCommand;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.query.projection.Fold;
import dev.trunkledger.query.projection.Folded;
import dev.trunkledger.query.projection.Message;
import dev.trunkledger.query.projection.MessageId;
import dev.trunkledger.query.projection.MessageReader;
import dev.trunkledger.query.projection.Partition;
import dev.trunkledger.query.projection.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Microseconds for each event. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Core {

    private static final int EVENTS = 100;

    private final History history = new History();
    private final CredentialCommand command;
    private final CredentialEvent event;
    private final Message message;
    private final List<Reading> readings = new ArrayList<>();

    public Core() {
        Partition partition = new Partition(Topics.withPrefix("").events(), 0);
        for (int i = 0; i < EVENTS; i++) {
            readings.add(MessageReader.read(message(partition, i, history.next())));
        }
        command = history.command();
        event = history.decide(command);
        message = message(partition, EVENTS, EventJson.seal(event));
    }

    /** Which event a replacement leads to. */
    @Benchmark
    public CredentialEvent decide() {
        return history.decide(command);
    }

    /** Canonical JSON and its hash. */
    @Benchmark
    public SealedEvent seal() {
        return EventJson.seal(event);
    }

    /** From the bytes in Kafka to an event whose hash was checked. */
    @Benchmark
    public Reading read() {
        return MessageReader.read(message);
    }

    /** What a hundred events leave in the read models. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Folded fold() {
        Fold fold = new Fold();
        readings.forEach(fold::take);
        return fold.folded();
    }

    private static Message message(Partition partition, long offset, SealedEvent sealed) {
        byte[] key = sealed.event().credentialId().toString().getBytes(StandardCharsets.UTF_8);
        return new Message(new MessageId(partition, offset), key, sealed.type(), sealed.json());
    }
}
