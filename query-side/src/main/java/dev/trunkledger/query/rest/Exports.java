package dev.trunkledger.query.rest;

import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Sends what may be longer than memory. Nothing is held while a slow caller reads but the thread: each piece is a short
 * statement of its own. A failure after the first piece breaks the connection, as an answer that ended like any other
 * would be taken for complete; its last cursor goes on from there.
 */
@Component
final class Exports {

    private static final Logger LOG = LoggerFactory.getLogger(Exports.class);
    private static final Duration COME_BACK = Duration.ofSeconds(10);

    private final ExportSettings settings;
    private final Map<String, Integer> running = new HashMap<>();

    Exports(ExportSettings settings) {
        this.settings = settings;
    }

    void send(String orgId, ExportFile file, Chunks chunks, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        admit(orgId);
        try {
            // Whatever fails up to here is still told as a problem.
            Chunks.Chunk first = chunks.next();
            response.setContentType(file.contentType());
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file.name() + "\"");
            if (!request.getMethod().equals("HEAD")) {
                send(first, chunks, response.getOutputStream());
            }
        } finally {
            leave(orgId);
        }
    }

    private static void send(Chunks.Chunk first, Chunks chunks, OutputStream out) {
        Chunks.Chunk chunk = first;
        while (isTaken(chunk, out) && !chunk.last()) {
            chunk = chunks.next();
        }
    }

    private static boolean isTaken(Chunks.Chunk chunk, OutputStream out) {
        try {
            out.write(chunk.bytes());
            out.flush();
            return true;
        } catch (IOException gone) {
            LOG.debug("The caller of an export went away");
            return false;
        }
    }

    private synchronized void admit(String orgId) {
        int all = running.values().stream().mapToInt(Integer::intValue).sum();
        if (all >= settings.atOnce() || running.getOrDefault(orgId, 0) >= settings.atOnceEach()) {
            throw new ProblemException(ProblemType.TOO_MANY_REQUESTS, "As many exports as may run at once are running.")
                    .retryAfter(COME_BACK);
        }
        running.merge(orgId, 1, Integer::sum);
    }

    private synchronized void leave(String orgId) {
        running.computeIfPresent(orgId, (org, count) -> count == 1 ? null : count - 1);
    }
}
