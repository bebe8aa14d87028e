package io.rowkeep.worker.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.worker.source.FileFolder;
import io.rowkeep.worker.source.PathPattern;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a folder of uploads does not have as a rule. */
class OddFilesTest {

    @TempDir
    Path folder;

    private final ReceivedFiles received = new ReceivedFiles();
    private final Remarks remarks = new Remarks();

    @Test
    void aLineBreakInANameIsACharacterLikeAnyOther() throws IOException {
        Files.writeString(folder.resolve("a\nb.txt"), "first");
        Files.writeString(Files.createDirectory(folder.resolve("c\r\n")).resolve("d.txt"), "second");

        read();

        assertThat(received.files).containsOnlyKeys("a\nb.txt", "c\r\n/d.txt");
        assertThat(remarks.sentences()).isEmpty();
    }

    @Test
    void aPipeAndASocketAreReportedAndNotFatal() throws Exception {
        shell("mkfifo pipe");
        Files.writeString(folder.resolve("z.txt"), "last");

        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
            read();
        }

        assertThat(received.files).containsOnlyKeys("z.txt");
        assertThat(remarks.sentences())
                .containsExactly(
                        "File pipe was left out: it is no regular file",
                        "File socket was left out: it is no regular file");
    }

    @Test
    void aNameThatIsNotUtf8IsReportedAndNotFatal() throws Exception {
        shell("touch \"$(printf 'b\\377d')\"");
        Files.writeString(folder.resolve("z.txt"), "last");

        read();

        assertThat(received.files).containsOnlyKeys("z.txt");
        assertThat(remarks.sentences()).singleElement().asString().contains("its name is not UTF-8");
    }

    private void read() {
        FileFolder settings = new FileFolder(folder, List.of(new PathPattern("**")), List.of());
        new FolderReader(settings, received, remarks, () -> {}).read();
    }

    /** Makes what Java has no way to make. */
    private void shell(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
