package io.rowkeep.quickstart;

import io.rowkeep.message.MessageMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The folder that everything is kept in; readable by its owner only, and used by one quickstart at a time. */
final class DataFolder implements AutoCloseable {

    private final Path folder;
    private final FileChannel lockFile;

    private DataFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** Makes the folder where it is missing and takes it for this process. */
    static DataFolder open(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
            FileChannel channel =
                    FileChannel.open(absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new QuickstartFailure("Another quickstart uses %s: stop it, or choose another folder with --data"
                        .formatted(absolute));
            }
            return new DataFolder(absolute, channel);
        } catch (IOException | UnsupportedOperationException e) {
            throw new QuickstartFailure(
                    "The folder %s cannot be used: choose one that you may write to with --data".formatted(absolute),
                    e);
        }
    }

    /** Keeps the folder for one example: jobs of another would wait in it for a worker that knows them. */
    void belongTo(String example) {
        Path file = path("example");
        try {
            // One that was killed in between may have left it empty.
            if (!Files.exists(file) || Files.size(file) == 0) {
                Files.writeString(file, example);
            }
            String owner = Files.readString(file);
            if (!owner.equals(example)) {
                throw new QuickstartFailure(
                        "The folder %s belongs to the example %s: choose another folder with --data, or none"
                                .formatted(folder, owner));
            }
        } catch (IOException e) {
            throw new QuickstartFailure("The file %s cannot be used".formatted(file), e);
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** The secrets of this folder, made at the first call. */
    Secrets secrets() {
        Path file = path("secrets.json");
        if (Files.exists(file)) {
            return MessageMapper.JSON.readValue(file, Secrets.class);
        }
        Secrets secrets = Secrets.random();
        writeForOwner(file, secrets);
        return secrets;
    }

    /** Writes {@code quickstart.json} and says where it is. */
    Path write(ConnectionFile connections) {
        Path file = path("quickstart.json");
        writeForOwner(file, connections);
        return file;
    }

    /** Writes a text for the processes of this quickstart, and says where it is. */
    Path write(String name, String text) {
        Path file = path(name);
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new QuickstartFailure("The file %s cannot be written".formatted(file), e);
        }
    }

    /** Takes {@code quickstart.json} away: nothing answers there any more. */
    void removeConnections() {
        try {
            Files.deleteIfExists(path("quickstart.json"));
        } catch (IOException e) {
            throw new QuickstartFailure("The file %s cannot be deleted".formatted(path("quickstart.json")), e);
        }
    }

    private static void writeForOwner(Path file, Object content) {
        byte[] json = MessageMapper.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content);
        try {
            // Made with its permissions and moved into place: at no moment can anybody else read it, or read half of
            // it.
            Path draft = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "draft",
                    ".json",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(draft, json);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new QuickstartFailure("The file %s cannot be written".formatted(file), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new QuickstartFailure("The lock of %s cannot be given back".formatted(folder), e);
        }
    }
}
