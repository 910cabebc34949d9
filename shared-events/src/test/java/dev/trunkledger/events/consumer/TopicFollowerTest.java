package dev.trunkledger.events.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goes on after what a real broker does too seldom for a test. */
class TopicFollowerTest {

    private static final String TOPIC = "topic";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final Queue<MockConsumer<byte[], byte[]>> consumers = new ArrayDeque<>();
    private final List<Long> read = new CopyOnWriteArrayList<>();
    private final TopicFollower follower = new TopicFollower(TOPIC, consumers::remove, new Remembering());
    private final Thread thread = new Thread(follower);
    private int refusals;

    @AfterEach
    void stop() throws Exception {
        follower.stop();
        thread.join();
    }

    @Test
    void goesOnWhereItWasAfterAnUnexpectedException() {
        MockConsumer<byte[], byte[]> first = consumer();
        first.schedulePollTask(() -> add(first, 0, 1, 2));
        first.schedulePollTask(() -> first.setPollException(new KafkaException("never seen before")));
        MockConsumer<byte[], byte[]> second = consumer();
        second.schedulePollTask(() -> {
            assertThat(second.position(PARTITION)).isEqualTo(3);
            add(second, 3, 4);
        });
        thread.start();

        await().untilAsserted(() -> assertThat(read).containsExactly(0L, 1L, 2L, 3L, 4L));
        assertThat(first.closed()).isTrue();
        assertThat(thread.isAlive()).isTrue();
    }

    @Test
    void takesABatchAgainThatWasNotTakenWhole() {
        refusals = 1;
        MockConsumer<byte[], byte[]> first = consumer();
        first.schedulePollTask(() -> add(first, 0, 1));
        MockConsumer<byte[], byte[]> second = consumer();
        second.schedulePollTask(() -> add(second, 0, 1));
        thread.start();

        await().untilAsserted(() -> assertThat(read).containsExactly(0L, 0L, 1L));
    }

    @Test
    void waitsWhenAConsumerCannotEvenBeMade() {
        MockConsumer<byte[], byte[]> late = consumer();
        consumers.remove();
        thread.start();
        await().until(thread::isAlive);

        late.schedulePollTask(() -> add(late, 0));
        consumers.add(late);

        await().untilAsserted(() -> assertThat(read).containsExactly(0L));
    }

    @Test
    void waitsWhenKafkaDoesNotSayWhereTheTopicEnds() {
        MockConsumer<byte[], byte[]> silent = consumer();
        silent.setOffsetsException(new TimeoutException("no answer"));
        silent.schedulePollTask(() -> add(silent, 0));
        thread.start();

        await().untilAsserted(() -> assertThat(read).containsExactly(0L));
        assertThat(silent.closed()).isFalse();
    }

    private MockConsumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        Node node = new Node(1, "localhost", 9092);
        consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, node, new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
        consumers.add(consumer);
        return consumer;
    }

    private static void add(MockConsumer<byte[], byte[]> consumer, long... offsets) {
        for (long offset : offsets) {
            consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, new byte[0], new byte[0]));
        }
    }

    private final class Remembering implements TopicFollower.Reader {

        @Override
        public void read(ConsumerRecord<byte[], byte[]> message) {
            if (message.offset() == 1 && refusals-- > 0) {
                throw new IllegalStateException("not now");
            }
            read.add(message.offset());
        }

        @Override
        public void moved(Progress progress) {}

        @Override
        public void answered() {}
    }
}
