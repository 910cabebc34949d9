package dev.trunkledger.pacing;

import dev.trunkledger.http.HttpEdge;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** Call pacing as a process of its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(HttpEdge.class)
public class CallPacingApplication {

    public static void main(String[] args) {
        SpringApplication.run(CallPacingApplication.class, args);
    }
}
