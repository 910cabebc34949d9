package dev.trunkledger.proof.cli;

/** Starts the command. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        int status = VerifyAudit.UNUSABLE;
        try {
            status = new VerifyAudit(System.in, System.out, System.err).run(args);
        } catch (Throwable e) {
            // Java would exit with 1, which here says that somebody tampered.
            System.err.println("Failed: " + e);
        }
        System.exit(status);
    }
}
