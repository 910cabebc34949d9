package dev.trunkledger.system.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.infrastructure.LoopbackPort;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Before the system has written out by itself what nobody told it to, which takes it half a minute. */
@EnabledIf(value = "dev.trunkledger.system.torture.Disk#isPossible", disabledReason = Disk.MISSING)
class FirstPowerCutSystemTest {

    @TempDir
    Path directory;

    @Test
    void leavesAKafkaThatStartsAgain() throws Exception {
        Path data = directory.resolve("kafka");
        int port = LoopbackPort.free();

        try (Disk disk = Disk.mountedAt(data);
                KafkaProcess kafka = new KafkaProcess(data, port, port)) {
            disk.cutPower(() -> Signals.stop(List.of(kafka.handle())), kafka::kill);
            kafka.launchAgain();

            try (Admin client = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
                assertThat(client.describeCluster().nodes().get()).hasSize(1);
            }
        }
    }
}
