package dev.trunkledger.command.rest;

import dev.trunkledger.command.domain.Warning;
import dev.trunkledger.command.domain.Warnings;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.wire.PublicCredentialJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a write answers.
 *
 * @param credential as the write left it; null when the answer has no body
 * @param moreWarnings those that the credential alone does not give rise to
 * @param replayed whether an earlier request had this answer first
 */
record WriteAnswer(
        HttpStatus status, @Nullable PublicCredential credential, List<Warning> moreWarnings, boolean replayed) {

    private static final JsonMapper JSON = JsonMapper.shared();

    ResponseEntity<byte[]> response() {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(status);
        if (replayed) {
            response.header("Idempotency-Replayed", "true");
        }
        if (credential == null) {
            return response.build();
        }
        if (status == HttpStatus.CREATED) {
            response.header("Location", SipCredentialController.PATH + "/" + credential.id());
        }
        return response.eTag("\"" + credential.version() + "\"")
                .contentType(MediaType.APPLICATION_JSON)
                .body(JSON.writeValueAsBytes(body(credential)));
    }

    private ObjectNode body(PublicCredential credential) {
        ObjectNode body = PublicCredentialJson.write(credential);
        List<Warning> warnings = new ArrayList<>(Warnings.of(credential));
        warnings.addAll(moreWarnings);
        if (!warnings.isEmpty()) {
            body.set("warnings", WarningsJson.write(warnings));
        }
        return body;
    }
}
