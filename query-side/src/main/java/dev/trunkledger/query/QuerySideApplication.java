package dev.trunkledger.query;

import dev.trunkledger.http.HttpEdge;
import dev.trunkledger.http.documents.ApiDocuments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** The query side as a process of its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import({HttpEdge.class, ApiDocuments.class})
public class QuerySideApplication {

    public static void main(String[] args) {
        SpringApplication.run(QuerySideApplication.class, args);
    }
}
