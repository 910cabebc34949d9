package dev.trunkledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.trunkledger.infrastructure.LoopbackPort;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

class RelayTopicsTest {

    private static final int FEW = 100;

    private final Logger kafka = (Logger) LoggerFactory.getLogger("org.apache.kafka");
    private final Level usual = kafka.getEffectiveLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        kafka.setLevel(Level.INFO);
        kafka.setAdditive(false);
        log.start();
        kafka.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        kafka.detachAppender(log);
        kafka.setAdditive(true);
        kafka.setLevel(usual);
    }

    /** Its client may try again, but not without a pause. */
    @Test
    void triesAgainNowAndThenWhileNoBrokerAnswers() {
        KafkaProperties properties = new KafkaProperties();
        properties.setBootstrapServers(List.of("127.0.0.1:" + LoopbackPort.free()));
        RelayTopics topics = new RelayTopics(
                RelayStream.EVENTS, RelayConfig.adminProperties(properties), new RelaySettings("", 1, (short) 1, 1));

        assertThatThrownBy(topics::make).isInstanceOf(PublishingException.class);

        assertThat(log.list).isNotEmpty().hasSizeLessThan(FEW);
    }
}
