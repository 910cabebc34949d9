package dev.trunkledger.pacing.permits;

import java.time.Duration;
import java.util.UUID;

/**
 * @param orgId the caller's organisation
 * @param calls how many are to start, all or none
 * @param maxWait how long the last of them may have to wait
 */
public record PermitRequest(String orgId, UUID credentialId, int calls, Duration maxWait) {}
