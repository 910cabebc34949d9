package dev.trunkledger.http;

import org.jspecify.annotations.Nullable;

/** A bean that knows what a side's own exceptions are to the caller. */
public interface ProblemSource {

    /** Null for what it does not know. */
    @Nullable
    ProblemException problemOf(Throwable failure);
}
