package dev.trunkledger.command.rest;

import dev.trunkledger.command.domain.Warning;
import dev.trunkledger.command.domain.Warnings;
import dev.trunkledger.command.eventstore.CpsKeyMembers;
import dev.trunkledger.events.TrunkSettings;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The warning that other credentials give rise to. */
@Component
final class PoolWarnings {

    private final CpsKeyMembers cpsKeys;

    PoolWarnings(CpsKeyMembers cpsKeys) {
        this.cpsKeys = cpsKeys;
    }

    /** Asked before the command is sent, so that the claim can hold what the answer will say. */
    List<Warning> of(String orgId, UUID id, TrunkSettings settings) {
        String cpsKey = settings.cpsKey();
        boolean conflict = cpsKey != null && cpsKeys.conflicts(orgId, cpsKey, id, settings.cpsLimit());
        return conflict ? List.of(Warnings.CPS_KEY_LIMITS_DISAGREE) : List.of();
    }
}
