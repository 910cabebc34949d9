package dev.trunkledger.command.aggregate;

import dev.trunkledger.command.domain.Rejection;

/** The rules refuse the command. It has no stack trace: it is an answer, not a fault. */
public final class RejectedCommand extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    public RejectedCommand(Rejection rejection) {
        super(rejection.getClass().getSimpleName(), null, false, false);
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }
}
