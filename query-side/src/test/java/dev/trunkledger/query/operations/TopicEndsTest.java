package dev.trunkledger.query.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trunkledger.http.testing.RecordedLog;
import dev.trunkledger.infrastructure.LoopbackPort;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicEndsTest {

    private static final int FEW = 100;

    @RegisterExtension
    final RecordedLog kafka = new RecordedLog("org.apache.kafka");

    /** Its client may try again, but not without a pause. */
    @Test
    void triesAgainNowAndThenWhileNoBrokerAnswers() {
        String nobody = "127.0.0.1:" + LoopbackPort.free();
        try (TopicEnds ends =
                new TopicEnds(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, nobody), List.of("some-topic"))) {
            assertThatThrownBy(ends::ask).isInstanceOf(KafkaException.class);
        }

        assertThat(kafka.lines()).isNotEmpty().hasSizeLessThan(FEW);
    }
}
