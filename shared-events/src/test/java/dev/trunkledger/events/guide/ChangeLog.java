package dev.trunkledger.events.guide;

import dev.trunkledger.events.consumer.CredentialEventDeserializer;
import dev.trunkledger.events.consumer.EventOrder;
import dev.trunkledger.events.consumer.MessageHeaders;
import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.events.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;

/** Applies every event exactly once, in order, whatever is repeated. */
final class ChangeLog implements Runnable {

    // guide: the store of a consumer
    interface Store {
        /** Newest version applied; 0 when there was none. */
        long version(UUID credential);

        /** Stores what the event means to you and the version, in one transaction. */
        void apply(SealedEvent event);

        /** Stores the version alone: the event is of a type that came after this program. */
        void passOver(UUID credential, long version);

        /** Raises an alarm; nothing of this credential is applied until somebody looked. */
        void setAside(ConsumerRecord<byte[], byte[]> message, String why);
    }
    // end

    private final CredentialEventDeserializer events = new CredentialEventDeserializer();
    private final Consumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final Store store;

    ChangeLog(Consumer<byte[], byte[]> consumer, Topics topics, Store store) {
        this.consumer = consumer;
        this.topics = topics;
        this.store = store;
    }

    // guide: follow the events
    @Override
    public void run() {
        consumer.subscribe(List.of(topics.events()));
        try {
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(this::take);
                consumer.commitSync(); // after the store: what is not committed comes again, and is a repeat then
            }
        } catch (WakeupException e) {
            // consumer.wakeup() ends it.
        }
    }
    // end

    // guide: take an event
    private void take(ConsumerRecord<byte[], byte[]> message) {
        UUID credential = UUID.fromString(new String(message.key(), StandardCharsets.UTF_8));
        MessageHeaders headers = MessageHeaders.of(message.headers());
        if (headers.type() == null || headers.sequence() == null) {
            store.setAside(message, "no type or no version");
            return;
        }
        switch (EventOrder.placeOf(store.version(credential), headers.sequence())) {
            case NEXT -> next(message, headers.type(), credential, headers.sequence());
            case REPEAT -> {}
            case AFTER_GAP -> store.setAside(message, "events before it are missing");
        }
    }

    private void next(ConsumerRecord<byte[], byte[]> message, String type, UUID credential, long version) {
        if (!EventTypes.isEvent(type)) {
            store.passOver(credential, version);
            return;
        }
        try {
            store.apply(events.deserialize(message.topic(), message.headers(), message.value()));
        } catch (SerializationException e) {
            store.setAside(message, "not readable, or not as it was sealed");
        }
    }
    // end
}
