package dev.trunkledger.proof.history;

/** What can be wrong with an event in its chain. */
public enum Fault {
    EDITED("was edited: its content does not have the hash that it carries"),
    MISLABELLED("is labelled as another type of event than its content shows"),
    ILL_FORMED("is sealed, but is no event: a member is missing or ill-formed"),
    MISSING("is missing: it was removed, or stands after later ones"),
    UNLINKED("does not continue the one before it: one of the two was inserted, swapped or replaced"),
    FOREIGN("names another organisation than the events before it"),
    BACKDATED("occurred earlier than the one before it"),
    REPEATED_DIFFERENTLY("stands twice, with different content"),
    REPEATED_APART(
            "stands twice, the second time not in a repeat that leads up to the newest: it may be another event"),
    WITHOUT_HISTORY("records an access to a credential of which there is no event: its history was removed");

    private final String inWords;

    Fault(String inWords) {
        this.inWords = inWords;
    }

    /** Continues a sentence that begins with the event. */
    public String inWords() {
        return inWords;
    }
}
