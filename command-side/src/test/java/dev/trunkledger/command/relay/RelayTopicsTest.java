package dev.trunkledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trunkledger.http.testing.RecordedLog;
import dev.trunkledger.infrastructure.LoopbackPort;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

class RelayTopicsTest {

    private static final int FEW = 100;

    @RegisterExtension
    final RecordedLog kafka = new RecordedLog("org.apache.kafka");

    /** Its client may try again, but not without a pause. */
    @Test
    void triesAgainNowAndThenWhileNoBrokerAnswers() {
        KafkaProperties properties = new KafkaProperties();
        properties.setBootstrapServers(List.of("127.0.0.1:" + LoopbackPort.free()));
        RelayTopics topics = new RelayTopics(
                RelayStream.EVENTS, RelayConfig.adminProperties(properties), new RelaySettings("", 1, (short) 1, 1));

        assertThatThrownBy(topics::make).isInstanceOf(PublishingException.class);

        assertThat(kafka.lines()).isNotEmpty().hasSizeLessThan(FEW);
    }
}
