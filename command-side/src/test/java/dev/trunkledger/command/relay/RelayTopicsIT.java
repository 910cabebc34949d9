package dev.trunkledger.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayTopicsIT {

    private final RelayFixture fixture = new RelayFixture();

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void makesACompactedTopicThatKeepsItsTombstones() throws Exception {
        fixture.topics().make();
        ConfigResource topic = new ConfigResource(
                ConfigResource.Type.TOPIC, fixture.settings.topics().state());

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", RelayFixture.bootstrapServers()))) {
            Map<String, String> config = admin.describeConfigs(List.of(topic)).all().get().values().stream()
                    .flatMap(found -> found.entries().stream())
                    .filter(entry -> entry.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
            assertThat(config).containsEntry("cleanup.policy", "compact");
            long kept = Long.parseLong(config.getOrDefault("delete.retention.ms", "0"));
            assertThat(Duration.ofMillis(kept)).isGreaterThan(Duration.ofDays(30_000));
            // The log cleaner adds it to the clock.
            assertThat(System.currentTimeMillis() + kept).isPositive();
        }
    }

    @Test
    void makesTopicsThatKeepEverythingAndLeavesExistingOnesAlone() throws Exception {
        String events = fixture.settings.topics().events();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", RelayFixture.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(fixture.settings.topics().state(), 2, (short) 1)))
                    .all()
                    .get();
            fixture.topics().make();
            fixture.topics().make();
            assertThat(partitions(admin, events)).isEqualTo(4);
            assertThat(partitions(admin, fixture.settings.topics().state())).isEqualTo(2);
            assertThat(setting(admin, events, "cleanup.policy")).isEqualTo("delete");
            assertThat(setting(admin, events, "retention.ms")).isEqualTo("-1");
        }
    }

    private static int partitions(Admin admin, String topic) throws Exception {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                .mapToInt(description -> description.partitions().size())
                .sum();
    }

    private static String setting(Admin admin, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().values().stream()
                .map(config -> config.get(name).value())
                .findFirst()
                .orElseThrow();
    }
}
