package dev.trunkledger.local;

import dev.trunkledger.infrastructure.LocalPostgres;
import dev.trunkledger.infrastructure.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * stack.json: where a running stack answers, for programs that use it; there only while it does.
 *
 * @param jdbcUrl with the superuser's name and password, for whoever wants to look at every table
 */
record StackFile(String baseUrl, String kafkaBootstrapServers, String jdbcUrl, String adminToken) {

    static String jdbcUrl(LocalPostgres postgres, String database) {
        return "%s?user=%s&password=%s"
                .formatted(postgres.jdbcUrl(database), postgres.superuser(), postgres.superuserPassword());
    }

    void write(Path file) {
        Map<String, String> content = new LinkedHashMap<>();
        content.put("baseUrl", baseUrl);
        content.put("kafkaBootstrapServers", kafkaBootstrapServers);
        content.put("jdbcUrl", jdbcUrl);
        content.put("adminToken", adminToken);
        try {
            PrivateFiles.write(file, JsonMapper.shared().writeValueAsString(content) + "\n");
        } catch (IOException e) {
            throw new StackException("The file " + file + " cannot be written: " + e, e);
        }
    }

    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StackException("The file " + file + " cannot be removed: " + e, e);
        }
    }

    @Override
    public String toString() {
        return baseUrl;
    }
}
