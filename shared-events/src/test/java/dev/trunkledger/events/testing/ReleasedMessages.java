package dev.trunkledger.events.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each release wrote to Kafka, frozen when it was released: every later version has to read it. */
public final class ReleasedMessages {

    /** Oldest first. A release adds itself, and a directory with its messages. */
    public static final List<String> RELEASES = List.of("0.1.0");

    /** Names the messages of a release, in the order in which they were written, with the hash of each. */
    public static final String INDEX = "SHA256SUMS";

    private ReleasedMessages() {}

    /**
     * A message with the topic that it lay in.
     *
     * @param topic without a prefix
     * @param value null for a tombstone
     */
    @SuppressWarnings("ArrayRecordComponent") // Nothing compares them.
    public record Released(String topic, String key, Map<String, String> headers, byte @Nullable [] value) {

        public String type() {
            return String.valueOf(headers.get("ce_type"));
        }
    }

    /** All that the release wrote to the topic, in order. */
    public static List<Released> of(String release, String topic) {
        return of(release).stream()
                .filter(message -> message.topic().equals(topic))
                .toList();
    }

    /** All that the release wrote, in order. */
    public static List<Released> of(String release) {
        List<Released> messages = new ArrayList<>();
        for (String file : hashes(release).keySet()) {
            messages.add(read(bytes(release, file)));
        }
        return messages;
    }

    /** SHA-256 of each file of the release in hex, by the file's name and in the order of the messages. */
    public static Map<String, String> hashes(String release) {
        Map<String, String> hashes = new LinkedHashMap<>();
        new String(bytes(release, INDEX), StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> hashes.put(line.substring(66), line.substring(0, 64)));
        return hashes;
    }

    public static byte[] bytes(String release, String file) {
        String path = "/released/" + release + "/" + file;
        try (InputStream resource = ReleasedMessages.class.getResourceAsStream(path)) {
            if (resource == null) {
                throw new AssertionError("There is no " + path);
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Released read(byte[] file) {
        JsonNode message = JsonMapper.shared().readTree(file);
        Map<String, String> headers = new LinkedHashMap<>();
        message.get("headers").forEachEntry((name, text) -> headers.put(name, text.stringValue()));
        JsonNode value = message.get("value");
        return new Released(
                message.get("topic").stringValue(),
                message.get("key").stringValue(),
                headers,
                value.isNull() ? null : value.stringValue().getBytes(StandardCharsets.UTF_8));
    }
}
