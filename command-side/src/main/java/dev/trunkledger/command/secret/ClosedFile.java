package dev.trunkledger.command.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file with something secret in it, readable by its owner (or group) alone. */
public record ClosedFile(String what, Path path) {

    private static final Set<PosixFilePermission> FOREIGN =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    /**
     * The caller wipes what it gets.
     *
     * @param remedy what to say when there is no such file, after "does not exist"
     * @throws KeyUnavailableException when the file is missing, unreadable, or open to others
     */
    public byte[] read(String remedy) {
        try {
            refuseForeignEyes();
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new KeyUnavailableException(this + " does not exist" + remedy);
        } catch (IOException e) {
            throw new KeyUnavailableException(this + " cannot be read");
        }
    }

    private void refuseForeignEyes() throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(path).stream().anyMatch(FOREIGN::contains)) {
            throw new KeyUnavailableException(this + " is open to others; close it with: chmod 600 " + path);
        }
    }

    @Override
    public String toString() {
        return "The " + what + " file " + path;
    }
}
