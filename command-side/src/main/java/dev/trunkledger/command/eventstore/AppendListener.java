package dev.trunkledger.command.eventstore;

/** Is told after each commit that there are new events. It must return at once: writers wait for it. */
@FunctionalInterface
public interface AppendListener {

    void appended();
}
