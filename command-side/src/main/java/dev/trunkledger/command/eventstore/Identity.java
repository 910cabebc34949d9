package dev.trunkledger.command.eventstore;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Sets that tell entries apart as objects: two commands may want the same thing stored, and only one may get it. */
final class Identity {

    private Identity() {}

    static <T> Set<T> setOf(Collection<T> elements) {
        Set<T> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(elements);
        return set;
    }
}
