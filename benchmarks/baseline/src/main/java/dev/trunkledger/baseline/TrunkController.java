package dev.trunkledger.baseline;

import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** One transaction a request; asks for no token. */
@RestController
@RequestMapping("/api/v1/sip-credentials")
class TrunkController {

    private static final String ORGANISATION = "benchmark";

    private final Trunks trunks;

    TrunkController(Trunks trunks) {
        this.trunks = trunks;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    public TrunkAnswer create(@Valid @RequestBody TrunkBody body) {
        return trunks.save(new Trunk(UUID.randomUUID(), ORGANISATION, body)).answer();
    }

    @PutMapping("/{id}")
    @Transactional
    public TrunkAnswer replace(@PathVariable UUID id, @Valid @RequestBody TrunkBody body) {
        Trunk trunk = find(id);
        trunk.replace(body);
        return trunks.saveAndFlush(trunk).answer();
    }

    @GetMapping("/{id}")
    @Transactional(readOnly = true)
    public TrunkAnswer get(@PathVariable UUID id) {
        return find(id).answer();
    }

    private Trunk find(UUID id) {
        return trunks.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
