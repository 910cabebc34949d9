package dev.trunkledger.command.secret;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Makes of a key that keeps the process from starting one sentence in place of a stack trace. */
final class KeyUnavailableAnalyzer extends AbstractFailureAnalyzer<KeyUnavailableException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, KeyUnavailableException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
