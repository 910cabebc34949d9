package dev.trunkledger.local;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line says.
 *
 * @param port of the one origin; 0 lets the system choose
 * @param fresh forgets the data of earlier starts
 */
record Options(int port, boolean fresh, Path data, boolean help) {
    static final int DEFAULT_PORT = 8080;
    private static final int HIGHEST_PORT = 65_535;

    /** A command line that cannot be followed; the message says which part and why. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    /** Takes {@code --option value} and {@code --option=value}; of a repeated option the last counts. */
    static Options parse(String... arguments) throws UsageException {
        Options options = new Options(DEFAULT_PORT, false, Path.of(".trunkledger"), false);
        Iterator<String> rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private Options with(String argument, Iterator<String> rest) throws UsageException {
        int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
        String name = equals < 0 ? argument : argument.substring(0, equals);
        Iterator<String> values =
                equals < 0 ? rest : List.of(argument.substring(equals + 1)).iterator();
        Options changed = switch (name) {
            case "--port" -> new Options(port(value(name, values)), fresh, data, help);
            case "--data" -> new Options(port, fresh, directory(value(name, values)), help);
            case "--fresh" -> new Options(port, true, data, help);
            case "--help", "-h" -> new Options(port, fresh, data, true);
            default -> throw new UsageException("Unknown option " + argument + "; --help lists those there are.");
        };
        if (equals >= 0 && values.hasNext()) {
            throw new UsageException("Option " + name + " takes no value.");
        }
        return changed;
    }

    private static String value(String name, Iterator<String> values) throws UsageException {
        if (values.hasNext()) {
            String value = values.next();
            if (!value.isBlank() && !value.startsWith("--")) {
                return value;
            }
        }
        throw new UsageException("Option " + name + " needs a value.");
    }

    private static int port(String value) throws UsageException {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below, together with a number out of range
        }
        throw new UsageException("Option --port needs a number from 0 to %d, not '%s'.".formatted(HIGHEST_PORT, value));
    }

    private static Path directory(String value) throws UsageException {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new UsageException("Option --data needs the path of a directory, not '" + value + "'.");
        }
    }
}
