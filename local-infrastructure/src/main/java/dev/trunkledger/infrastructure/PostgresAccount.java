package dev.trunkledger.infrastructure;

import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Under whose identity PostgreSQL runs. It refuses root, so root starts it in a user namespace (where it is nobody in
 * its own eyes and still owns its files) or, where the kernel forbids that, as the account nobody.
 *
 * @param prefix put before each command
 * @param binaries the home of the programs that this account may execute
 */
record PostgresAccount(List<String> prefix, Path binaries) {
    private static final String NOBODY = "nobody";

    static PostgresAccount of(Path directory) {
        return usable(directory)
                .findFirst()
                .orElseThrow(() -> new InfrastructureException("PostgreSQL does not run as"
                        + " root, and neither unshare nor setpriv gave it another identity that can use " + directory
                        + "; start as another user."));
    }

    /** Every way that works here, the preferred one first; found lazily, for trying one has effects. */
    static Stream<PostgresAccount> usable(Path directory) {
        List<Way> ways = isRoot()
                ? List.of(PostgresAccount::inUserNamespace, PostgresAccount::asNobody)
                : List.of(PostgresAccount::asMyself);
        return ways.stream().map(way -> way.on(directory)).filter(account -> account.canUse(directory));
    }

    private interface Way {
        PostgresAccount in(Path directory) throws IOException;

        default PostgresAccount on(Path directory) {
            try {
                return in(directory);
            } catch (IOException e) {
                throw new InfrastructureException("The directory " + directory + " cannot be prepared: " + e, e);
            }
        }
    }

    List<String> command(String... command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(List.of(command));
        return whole;
    }

    /** Makes the file, which this process wrote, readable for the account. */
    void own(Path file) throws IOException {
        view(file).setOwner(Files.getOwner(file.resolveSibling(".")));
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new InfrastructureException("The local PostgreSQL needs Linux: /proc cannot be read.", e);
        }
    }

    private static PostgresAccount asMyself(Path directory) throws IOException {
        return new PostgresAccount(List.of(), binariesFor(directory));
    }

    private static PostgresAccount inUserNamespace(Path directory) throws IOException {
        return new PostgresAccount(List.of("unshare", "--user"), binariesFor(directory));
    }

    private static PostgresAccount asNobody(Path directory) throws IOException {
        Path binaries = PostgresBinaries.in(directory); // nobody cannot look into root's home
        handOver(directory);
        return new PostgresAccount(
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + groupOfNobody(), "--clear-groups"), binaries);
    }

    private static Path binariesFor(Path directory) throws IOException {
        try {
            return PostgresBinaries.in(PostgresBinaries.userCache());
        } catch (IOException noHome) {
            return PostgresBinaries.in(directory);
        }
    }

    private static String groupOfNobody() throws IOException {
        for (String group : List.of("nogroup", NOBODY)) { // Debian's name, Red Hat's name
            if (Files.readString(Path.of("/etc/group")).lines().anyMatch(line -> line.startsWith(group + ":"))) {
                return group;
            }
        }
        throw new IOException("no group of nobody");
    }

    private static void handOver(Path directory) throws IOException {
        var principals = directory.getFileSystem().getUserPrincipalLookupService();
        UserPrincipal user = principals.lookupPrincipalByName(NOBODY);
        GroupPrincipal group = principals.lookupPrincipalByGroupName(groupOfNobody());
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                view(path).setOwner(user);
                view(path).setGroup(group);
            }
        }
        letThrough(directory.resolveSibling("."), group);
    }

    // The data directory around PostgreSQL's own is 0700: nobody's group may pass it, but not list or read it.
    private static void letThrough(Path parent, GroupPrincipal group) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(parent);
        if (permissions.stream().noneMatch(permission -> permission.name().startsWith("OTHERS_"))) {
            view(parent).setGroup(group);
            permissions.add(GROUP_EXECUTE);
            Files.setPosixFilePermissions(parent, permissions);
        }
    }

    private static PosixFileAttributeView view(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean canUse(Path directory) {
        String test = "test \"$(id -u)\" != 0 && test -x \"$1/bin/postgres\" && test -w \"$2\"";
        try {
            Process probe = new ProcessBuilder(
                            command("sh", "-c", test, "sh", binaries.toString(), directory.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("The start of PostgreSQL was interrupted.", e);
        }
    }
}
