package dev.trunkledger.query.consumer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are taken in.
 *
 * @param groupId Kafka consumer group; all instances that share a database share it
 * @param consumers threads of this instance, each with partitions and a connection of its own
 * @param generation see {@link dev.trunkledger.query.store.Generation}
 */
@ConfigurationProperties("trunkledger.projection")
record ProjectionSettings(
        @DefaultValue("trunkledger-query-side") String groupId,
        @DefaultValue("3") int consumers,
        @DefaultValue("1") int generation) {}
