package dev.trunkledger.command.checkpoint;

import java.nio.file.Path;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires checkpoints, where a key to sign them with is given. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CheckpointProperties.class)
@ConditionalOnExpression("!'${trunkledger.checkpoint.key-file:}'.isBlank()")
class CheckpointConfig {

    @Bean
    Checkpointing checkpointing(JdbcClient jdbc, CheckpointProperties properties) {
        return new Checkpointing(
                jdbc,
                new ChainHeads(jdbc),
                new Checkpoints(jdbc),
                new CheckpointKeyFile(Path.of(properties.keyFile())).signer());
    }

    @Bean
    CheckpointSchedule checkpointSchedule(Checkpointing checkpointing, CheckpointProperties properties) {
        return new CheckpointSchedule(checkpointing, properties.interval());
    }
}
