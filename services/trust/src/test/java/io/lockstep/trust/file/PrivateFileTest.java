package io.lockstep.trust.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateFileTest {
  private static final byte[] BYTES = "private".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private Path path;
  private PrivateFile file;

  @BeforeEach
  void file() {
    path = folder.resolve("key");
    file = new PrivateFile(path, "node key", "node-key");
  }

  @Test
  void readsWhatItCreated() throws IOException {
    file.create(BYTES);

    assertThat(file.read(100)).isEqualTo(BYTES);
    assertThat(Files.getPosixFilePermissions(path))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(names()).containsExactly("key");
  }

  @Test
  void refusesAMissingFile() {
    refused("missing", path.toString());
  }

  @Test
  void refusesToReplaceAFile() {
    file.create(BYTES);

    assertThatThrownBy(() -> file.create(BYTES)).extracting("code").isEqualTo("node-key-exists");
    assertThat(names()).containsExactly("key");
  }

  @Test
  void refusesToCreateOverADanglingLink() throws IOException {
    Files.createSymbolicLink(path, folder.resolve("nowhere"));

    assertThatThrownBy(() -> file.create(BYTES)).extracting("code").isEqualTo("node-key-exists");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwx------", "rw---x---"})
  void refusesLooserPermissions(String permissions) throws IOException {
    file.create(BYTES);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));

    refused("permissions", "wanted 0600");
  }

  @Test
  void readsAFileThatEvenItsOwnerCannotWrite() throws IOException {
    file.create(BYTES);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));

    assertThat(file.read(100)).isEqualTo(BYTES);
  }

  @Test
  void refusesALinkToAPrivateFile() throws IOException {
    file.create(BYTES);
    Path link = Files.createSymbolicLink(folder.resolve("link"), path);

    assertThatThrownBy(() -> new PrivateFile(link, "node key", "node-key").read(100))
        .extracting("code")
        .isEqualTo("node-key-symlink");
  }

  @Test
  void refusesAFolder() throws IOException {
    Files.createDirectory(path);

    refused("not-a-file", "not a plain file");
  }

  @Test
  void refusesTheFileOfAnotherUser() throws IOException {
    file.create(BYTES);
    int uid = Owner.ofProcess();
    file = new PrivateFile(path, "node key", "node-key", uid + 1);

    refused("owner", "belongs to user " + uid + ", this process runs as user " + (uid + 1));
  }

  @Test
  void refusesAFolderThatAnybodyMayWriteTo() throws IOException {
    file.create(BYTES);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    refused("folder", "0777");
    assertThatThrownBy(() -> file.create(BYTES)).extracting("code").isEqualTo("node-key-folder");
  }

  @Test
  void takesAFolderWhereNobodyCanRenameTheFilesOfOthers() throws IOException {
    Files.setAttribute(folder, "unix:mode", 01777);

    file.create(BYTES);

    assertThat(file.read(100)).isEqualTo(BYTES);
  }

  @Test
  void refusesATooLongFile() {
    file.create(new byte[101]);

    refused("too-large", "100 bytes");
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    file = new PrivateFile(folder.resolve("no/key"), "node key", "node-key");

    assertThatThrownBy(() -> file.create(BYTES)).extracting("code").isEqualTo("node-key-io");
  }

  @Test
  void letsOneOfManyCreateIt() throws Exception {
    int threads = 8;
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Callable<String>> creators = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      byte[] own = ("bytes of " + i).getBytes(StandardCharsets.UTF_8);
      creators.add(
          () -> {
            start.await();
            try {
              new PrivateFile(path, "node key", "node-key").create(own);
              return new String(own, StandardCharsets.UTF_8);
            } catch (PrivateFileException e) {
              return e.code();
            }
          });
    }
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<String> results = new ArrayList<>();
    for (Future<String> result : executor.invokeAll(creators)) {
      results.add(result.get());
    }
    executor.shutdownNow();

    String winner = new String(file.read(100), StandardCharsets.UTF_8);
    assertThat(results).containsOnlyOnce(winner);
    results.remove(winner);
    assertThat(results).hasSize(threads - 1).containsOnly("node-key-exists");
    assertThat(names()).containsExactly("key");
  }

  private List<String> names() {
    String[] names = folder.toFile().list();
    return names == null ? List.of() : List.of(names);
  }

  private void refused(String problem, String text) {
    assertThatThrownBy(() -> file.read(100))
        .isInstanceOf(PrivateFileException.class)
        .hasMessageContaining("node key " + path.getParent())
        .hasMessageContaining(text)
        .extracting("code")
        .isEqualTo("node-key-" + problem);
  }
}
