package dev.trunkledger.command.access;

/** Is told after each commit that there are new accesses. It must return at once: callers wait for it. */
@FunctionalInterface
public interface AccessListener {

    void recorded();
}
