package dev.trunkledger.command.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trunkledger.command.access.RevealOutcome.Revealed;
import dev.trunkledger.events.wire.PublicCredentialJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * The one answer that holds a password. It is written here and not by Spring, so that nobody prints it, its bytes are
 * wiped, and the password never becomes a String.
 */
final class RevealAnswer {

    private static final byte[] MEMBER = ",\"authPassword\":".getBytes(UTF_8);

    private RevealAnswer() {}

    static void send(Revealed revealed, HttpServletResponse response) throws IOException {
        byte[] body = body(revealed);
        try {
            response.setStatus(HttpServletResponse.SC_OK);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader(HttpHeaders.ETAG, "\"" + revealed.credential().version() + "\"");
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    /** The caller wipes it. */
    static byte[] body(Revealed revealed) {
        byte[] credential = PublicCredentialJson.bytes(revealed.credential());
        byte[] password = revealed.secret().json();
        try {
            return ByteBuffer.allocate(credential.length + MEMBER.length + password.length)
                    .put(credential, 0, credential.length - 1)
                    .put(MEMBER)
                    .put(password)
                    .put((byte) '}')
                    .array();
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }
}
