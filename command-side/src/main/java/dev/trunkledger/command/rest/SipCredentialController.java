package dev.trunkledger.command.rest;

import dev.trunkledger.http.Caller;
import dev.trunkledger.http.RequestFacts;
import dev.trunkledger.http.RequiresScope;
import dev.trunkledger.http.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The commands on credentials. */
@RestController
@RequestMapping(path = SipCredentialController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class SipCredentialController {

    static final String PATH = "/api/v1/sip-credentials";

    private final SipCredentialWrites writes;
    private final DeletedCredentialWrites deletedWrites;
    private final CommandSettings settings;

    SipCredentialController(
            SipCredentialWrites writes, DeletedCredentialWrites deletedWrites, CommandSettings settings) {
        this.writes = writes;
        this.deletedWrites = deletedWrites;
        this.settings = settings;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope(Scopes.WRITE)
    ResponseEntity<byte[]> create(Caller caller, RequestFacts facts, HttpServletRequest http) throws IOException {
        WriteRequest request = WriteRequest.ofCreation(caller, facts, http);
        return writes.create(request, http.getInputStream()).response();
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope(Scopes.WRITE)
    ResponseEntity<byte[]> replace(@PathVariable UUID id, Caller caller, RequestFacts facts, HttpServletRequest http)
            throws IOException {
        WriteRequest request = WriteRequest.ofReplacement(caller, facts, http, settings);
        return writes.replace(id, request, http.getInputStream()).response();
    }

    @DeleteMapping("/{id}")
    @RequiresScope(Scopes.WRITE)
    ResponseEntity<byte[]> delete(@PathVariable UUID id, Caller caller, RequestFacts facts, HttpServletRequest http) {
        WriteRequest request = WriteRequest.withoutBody(caller, facts, http, settings);
        return writes.delete(id, request).response();
    }

    @PostMapping(path = "/{id}/restorations", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope(Scopes.WRITE)
    ResponseEntity<byte[]> restore(@PathVariable UUID id, Caller caller, RequestFacts facts, HttpServletRequest http)
            throws IOException {
        WriteRequest request = WriteRequest.ofRestoration(caller, facts, http, settings);
        return deletedWrites.restore(id, request, http.getInputStream()).response();
    }

    @PostMapping("/{id}/erasures")
    @RequiresScope(Scopes.WRITE)
    ResponseEntity<byte[]> erase(@PathVariable UUID id, Caller caller, RequestFacts facts, HttpServletRequest http)
            throws IOException {
        WriteRequest request = WriteRequest.withoutBody(caller, facts, http, settings);
        return deletedWrites.erase(id, request, http.getInputStream()).response();
    }
}
