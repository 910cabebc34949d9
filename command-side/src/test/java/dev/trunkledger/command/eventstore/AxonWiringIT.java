package dev.trunkledger.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trunkledger.command.LedgerDatabase;
import java.util.Set;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.timeout.HandlerTimeoutHandlerEnhancerDefinition;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ApplicationContext;

/** Boot and Axon wire silently what they find; this says what they must have found. */
class AxonWiringIT {

    private static LedgerDatabase database;
    private static ApplicationContext context;

    @BeforeAll
    static void start() {
        database = new LedgerDatabase();
        context = database.startInstance().beans();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void commandsGoThroughTheSimpleBusToTheLedger() {
        Configuration axon = context.getBean(Configuration.class);

        assertThat(axon.commandBus()).isExactlyInstanceOf(SimpleCommandBus.class);
        assertThat(context.getBeansOfType(CommandBus.class)).hasSize(1);
        assertThat(axon.eventStore()).isExactlyInstanceOf(EmbeddedEventStore.class);
        assertThat(context.getBeansOfType(EventBus.class)).hasSize(1);
        assertThat(context.getBean(EventStore.class)).isSameAs(axon.eventStore());
        assertThat(context.getBean(EventStorageEngine.class)).isExactlyInstanceOf(LedgerStorageEngine.class);
        assertThat(context.getBean(LockFactory.class).getClass().getSimpleName())
                .isEqualTo("CredentialLocks");
    }

    @Test
    void nothingLeavesTheProcessAndNothingInterruptsIt() {
        assertThat(context.getBeanNamesForType(UpdateCheckerAutoConfiguration.class))
                .isEmpty();
        assertThat(context.getBeanNamesForType(HandlerTimeoutHandlerEnhancerDefinition.class))
                .isEmpty();
        assertThat(getClass()
                        .getClassLoader()
                        .getResource("org/axonframework/axonserver/connector/AxonServerConnectionManager.class"))
                .isNull();
    }

    @Test
    void noTablesOfAxonAreExpected() {
        assertThat(context.getBeanNamesForType(TokenStore.class)).isEmpty();
    }

    @Test
    void everySerializerIsJackson() {
        Configuration axon = context.getBean(Configuration.class);

        assertThat(axon.serializer()).isExactlyInstanceOf(Jackson3Serializer.class);
        assertThat(axon.eventSerializer()).isExactlyInstanceOf(Jackson3Serializer.class);
        assertThat(axon.messageSerializer()).isExactlyInstanceOf(Jackson3Serializer.class);
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void tokensSurviveTheConfiguredSerializer(TrackingToken token) {
        Serializer serializer = context.getBean(Configuration.class).serializer();

        assertThat((Object) serializer.deserialize(serializer.serialize(token, byte[].class)))
                .isEqualTo(token);
    }

    static Set<TrackingToken> tokens() {
        TrackingToken gaps = GapAwareTrackingToken.newInstance(7, Set.of(3L, 5L));
        TrackingToken sequence = new GlobalSequenceTrackingToken(7);
        return Set.of(
                gaps,
                sequence,
                ReplayToken.createReplayToken(gaps, GapAwareTrackingToken.newInstance(2, Set.of())),
                ReplayToken.createReplayToken(sequence, new GlobalSequenceTrackingToken(1)));
    }

    @Test
    void noAxonProcessorCanReadTheStore() {
        EventStore store = context.getBean(EventStore.class);

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> context.getBean(EventStorageEngine.class).readEvents(null, false))
                .withMessageContaining("the relay publishes them to Kafka in commit order");
        assertThat(store.createTailToken()).isNull();
    }
}
