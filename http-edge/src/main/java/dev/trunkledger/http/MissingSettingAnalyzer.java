package dev.trunkledger.http;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.PlaceholderResolutionException;

/** Names the environment variable that has no default and was not set. */
final class MissingSettingAnalyzer extends AbstractFailureAnalyzer<PlaceholderResolutionException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, PlaceholderResolutionException cause) {
        String name = cause.getPlaceholder();
        return name.startsWith("TRUNKLEDGER_") ? new FailureAnalysis(name + " must be set.", null, cause) : null;
    }
}
