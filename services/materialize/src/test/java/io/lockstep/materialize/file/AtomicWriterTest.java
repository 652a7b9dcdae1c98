package io.lockstep.materialize.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicWriterTest {
  private static final byte[] BYTES = {1, 2, 3};

  @TempDir Path temp;
  private Path root;
  private ManagedFolder folder;
  private AtomicWriter writer;

  @BeforeEach
  void start() {
    root = temp.resolve("files");
    folder = new ManagedFolder(root);
    writer = new AtomicWriter(folder, new DiskSteps());
  }

  @ParameterizedTest
  @ValueSource(ints = {0600, 0644, 0751, 0777, 0400})
  void writesBytesAndModeWhateverTheUmask(int mode) {
    writer.write("a/b/c", BYTES, mode);

    assertThat(root.resolve("a/b/c")).hasBinaryContent(BYTES);
    assertThat(folder.state("a/b/c")).contains(new FileState(Sha256.of(BYTES), mode, true));
    assertThat(root.resolve("a/b")).isDirectoryNotContaining("glob:**tmp*");
  }

  @Test
  void whatIsNewHasTheOwnerOfTheDirectoryThatItIsIn() throws IOException {
    Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root may");
    Files.createDirectory(root);
    Files.setAttribute(root, "unix:uid", 12_345);
    Files.setAttribute(root, "unix:gid", 23_456);

    writer.write("a/b", BYTES, 0600);

    for (String path : List.of("a", "a/b")) {
      assertThat(Files.readAttributes(root.resolve(path), "unix:uid,gid"))
          .as(path)
          .isEqualTo(Map.of("uid", 12_345, "gid", 23_456));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "a/../../x",
        "/etc/x",
        "",
        ".",
        "a//b",
        "a/",
        "./a",
        "a/..",
        "a\0b",
        ".lockstep-tmp-1",
        "a/.lockstep-tmp-1/b",
        ".lockstep-lock"
      })
  void refusesPathsThatLeaveTheFolderOrMeanSomethingElse(String path) {
    assertThatThrownBy(() -> writer.write(path, BYTES, 0644))
        .isInstanceOf(MaterializeException.class)
        .hasMessageContaining("no path of a managed file")
        .hasMessageContaining("stays inside of the folder");
    assertThat(root).doesNotExist();
  }

  @Test
  void refusesALinkThatLeavesTheFolder() throws IOException {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.createDirectories(root.resolve("real"));
    Files.createSymbolicLink(root.resolve("real/out"), outside);
    Files.createSymbolicLink(root.resolve("dangling"), temp.resolve("nothing"));

    assertThatThrownBy(() -> writer.write("real/out/x", BYTES, 0644))
        .isInstanceOf(MaterializeException.class)
        .hasMessageContaining("outside of the folder");
    assertThatThrownBy(() -> folder.state("real/out/x")).isInstanceOf(MaterializeException.class);
    assertThatThrownBy(() -> writer.remove("real/out/x")).isInstanceOf(MaterializeException.class);
    assertThatThrownBy(() -> writer.write("dangling/x", BYTES, 0644))
        .hasMessageContaining("link to nothing");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void followsALinkThatStaysInside() throws IOException {
    Files.createDirectories(root.resolve("real"));
    Files.createSymbolicLink(root.resolve("alias"), Path.of("real"));

    writer.write("alias/x", BYTES, 0644);

    assertThat(root.resolve("real/x")).hasBinaryContent(BYTES);
  }

  @Test
  void acceptsAFolderThatIsALink() throws IOException {
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Files.createSymbolicLink(root, elsewhere);

    writer.write("x", BYTES, 0644);

    assertThat(elsewhere.resolve("x")).hasBinaryContent(BYTES);
  }

  @Test
  void replacesALinkInAFilesPlaceAndLeavesItsTarget() throws IOException {
    Path target = Files.write(temp.resolve("target"), new byte[] {9});
    Files.createDirectory(root);
    Files.createSymbolicLink(root.resolve("x"), target);

    assertThat(folder.state("x")).get().extracting(FileState::regular).isEqualTo(false);
    writer.write("x", BYTES, 0644);

    assertThat(Files.isSymbolicLink(root.resolve("x"))).isFalse();
    assertThat(target).hasBinaryContent(new byte[] {9});
  }

  @Test
  void cleansWhatAKilledRunLeftAndNothingElse() throws IOException {
    Files.createDirectories(root.resolve("a/.lockstep-tmp-dir"));
    for (String name : List.of(".lockstep-tmp-1", "a/.lockstep-tmp-2", "a/keep", "b.tmp")) {
      Files.write(root.resolve(name), BYTES);
    }

    assertThat(writer.cleanLeftovers(List.of("a/x", "gone/y"))).isEqualTo(2);

    assertThat(root.resolve("a/keep")).exists();
    assertThat(root.resolve("b.tmp")).exists();
    assertThat(root.resolve("a/.lockstep-tmp-2")).doesNotExist();
  }

  @Test
  void saysThatADirectoryHasTheFilesPlace() throws IOException {
    Files.createDirectories(root.resolve("servers"));

    assertThatThrownBy(() -> writer.write("servers", BYTES, 0644))
        .isInstanceOf(MaterializeException.class)
        .hasMessageContaining(root + "/servers")
        .hasMessageContaining("move the directory away");
  }

  @Test
  void saysThatAFileHasADirectorysPlace() throws IOException {
    Files.write(root, BYTES);

    assertThatThrownBy(() -> writer.write("servers", BYTES, 0644))
        .isInstanceOf(MaterializeException.class)
        .hasMessageContaining("a file stands where a directory must be");
    assertThatThrownBy(() -> folder.state("servers"))
        .isInstanceOf(MaterializeException.class)
        .hasMessageContaining("a file stands where a directory must be");
  }

  @Test
  void saysThatTheDeviceIsFullAndLeavesNothing() throws IOException {
    writer.write("x", BYTES, 0644);
    AtomicWriter full = new AtomicWriter(folder, FaultySteps.from(1));

    assertThatThrownBy(() -> full.write("x", new byte[100], 0644))
        .isInstanceOf(MaterializeException.class)
        .hasMessageContaining(root + "/x")
        .hasMessageContaining("cannot write 100 bytes")
        .hasMessageContaining("no space is left")
        .hasMessageContaining("free some space");
    assertThat(root.resolve("x")).hasBinaryContent(BYTES);
    assertThat(root).isDirectoryNotContaining("glob:**tmp*");
  }

  @Test
  void saysThatTheFolderIsNotWritable() throws IOException {
    boolean superuser = "root".equals(System.getProperty("user.name")); // may write everywhere
    Files.createDirectory(
        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
    FileSteps steps =
        superuser
            ? FaultySteps.from(1).with(new AccessDeniedException(root.toString()))
            : new DiskSteps();

    assertThatThrownBy(() -> new AtomicWriter(folder, steps).write("x", BYTES, 0644))
        .isInstanceOf(MaterializeException.class)
        .hasMessageContaining(root + "/x")
        .hasMessageContaining("user \"" + System.getProperty("user.name") + "\" may not")
        .hasMessageContaining("give that user the right");
  }
}
