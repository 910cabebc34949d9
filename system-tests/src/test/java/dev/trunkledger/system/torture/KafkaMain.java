package dev.trunkledger.system.torture;

import dev.trunkledger.infrastructure.LocalKafka;
import java.io.IOException;
import java.nio.file.Path;

/** A Kafka as a process of its own, which can be killed. It ends when whoever started it does. */
final class KafkaMain {

    private KafkaMain() {}

    /** @param args directory, port, port that clients are told */
    public static void main(String[] args) throws IOException {
        LocalKafka.start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Nothing is ever said to it.
        }
        Runtime.getRuntime().halt(0);
    }
}
