package dev.trunkledger.query.rest;

import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import dev.trunkledger.query.credentials.StoredCredential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.ObjectNode;

/** One credential as an answer: whole, unchanged since it was last read, gone, or not there. */
final class CredentialAnswers {

    private CredentialAnswers() {}

    static ResponseEntity<ObjectNode> answer(Optional<StoredCredential> found, HttpServletRequest request) {
        StoredCredential stored = found.orElseThrow(CredentialAnswers::notFound);
        if (stored.deleted()) {
            throw new ProblemException(ProblemType.CREDENTIAL_DELETED, "The credential was deleted.")
                    .with("deletedTime", String.valueOf(stored.deletedTime()));
        }
        var tag = new EntityTag(stored.credential().version());
        boolean unchanged = tag.isNamedIn(request.getHeaders("If-None-Match"));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(unchanged ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(tag.toString())
                // Kept by the caller alone, and asked about each time: that is what the tag is for.
                .cacheControl(CacheControl.noCache().cachePrivate());
        return unchanged ? answer.build() : answer.body(PublicCredentialJson.write(stored.credential()));
    }

    /** Null for one that is not deleted. */
    static void putDeletedTime(ObjectNode item, StoredCredential stored) {
        item.put("deletedTime", stored.deleted() ? String.valueOf(stored.deletedTime()) : null);
    }

    static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no credential with that id.");
    }
}
