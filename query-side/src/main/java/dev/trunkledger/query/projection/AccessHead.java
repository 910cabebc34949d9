package dev.trunkledger.query.projection;

import java.util.UUID;

/** The newest applied access to a credential's secret. */
public record AccessHead(UUID credentialId, String orgId, long number, String headHash) implements Head {

    @Override
    public Chain chain() {
        return Chain.accesses(credentialId);
    }
}
