package dev.trunkledger.command.checkpoint;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How checkpoints are made.
 *
 * @param keyFile see {@link CheckpointKeyFile}; without one no checkpoint is made
 * @param interval between two checkpoints of an organisation in which something happens
 */
@ConfigurationProperties("trunkledger.checkpoint")
record CheckpointProperties(
        @DefaultValue("") String keyFile,
        @DefaultValue("15m") Duration interval) {}
