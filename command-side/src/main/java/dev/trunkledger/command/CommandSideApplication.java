package dev.trunkledger.command;

import dev.trunkledger.http.HttpEdge;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** The command side as a process of its own. */
@SpringBootApplication
@Import(HttpEdge.class)
public class CommandSideApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(CommandSideApplication.class, arguments);
    }
}
