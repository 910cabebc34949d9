package dev.trunkledger.system.torture;

import dev.trunkledger.infrastructure.LocalKafka;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Exit;

/** A Kafka as a process of its own, which can be killed. It ends when whoever started it does. */
final class KafkaMain {

    private KafkaMain() {}

    /** @param args directory, port, port that clients are told */
    public static void main(String[] args) throws IOException {
        try {
            // Which has it that no broker ends its process: this one's may, as a broker's does.
            MethodHandles.privateLookupIn(LocalKafka.class, MethodHandles.lookup())
                    .ensureInitialized(LocalKafka.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        Exit.setExitProcedure((code, message) -> Runtime.getRuntime().halt(code));
        Exit.setHaltProcedure((code, message) -> Runtime.getRuntime().halt(code));
        try {
            serve(args);
        } catch (RuntimeException e) {
            // Threads of a broker that came to nothing would go on.
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void serve(String[] args) throws IOException {
        LocalKafka.start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Nothing is ever said to it.
        }
        Runtime.getRuntime().halt(0);
    }
}
