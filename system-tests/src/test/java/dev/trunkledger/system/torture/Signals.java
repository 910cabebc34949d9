package dev.trunkledger.system.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Signals that Java cannot send. */
final class Signals {

    private Signals() {}

    /** SIGSTOP: it stands still and knows nothing of it. */
    static void stop(Collection<ProcessHandle> processes) {
        send("-STOP", processes);
    }

    static void goOn(Collection<ProcessHandle> processes) {
        send("-CONT", processes);
    }

    private static void send(String signal, Collection<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(process -> command.add(String.valueOf(process.pid())));
        try {
            // Some may have ended meanwhile.
            new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
