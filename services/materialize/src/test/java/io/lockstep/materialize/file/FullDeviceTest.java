package io.lockstep.materialize.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a device that is really full: a file system in memory, which takes the right to mount. Where
 * that is missing, {@link AtomicWriterTest} and the faults that {@code MaterializerFaultTest} makes
 * stand alone, and this one says that it did not run.
 */
class FullDeviceTest {
  private static final int KIB = 1024;

  @TempDir Path temp;
  private Path device;
  private AtomicWriter writer;

  @BeforeEach
  void mount() throws Exception {
    device = Files.createDirectory(temp.resolve("device"));
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", device.toString());
    if (!mounted) {
      device = null;
      System.out.println("FullDeviceTest: not run on a real device, mounting one is not allowed");
    }
    assumeTrue(mounted, "mounting a file system in memory takes root");
    writer = new AtomicWriter(new ManagedFolder(device), new DiskSteps());
  }

  @AfterEach
  void unmount() throws Exception {
    if (device != null) {
      run("umount", device.toString());
    }
  }

  @Test
  void keepsTheOldFileAndLeavesNothing() {
    byte[] old = new byte[100 * KIB];
    writer.write("x", old, 0644);

    assertThatThrownBy(() -> writer.write("x", new byte[200 * KIB], 0644))
        .isInstanceOf(MaterializeException.class)
        .hasMessageContaining(device + "/x")
        .hasMessageContaining("no space is left");

    assertThat(device.resolve("x")).hasBinaryContent(old);
    assertThat(device.toFile().list()).containsExactly("x");
  }

  @Test
  void changesNoFileWhereTheLastOfThemDoesNotFit() {
    writer.write("x", new byte[KIB], 0644);
    StagedFile first = writer.stage("x", new byte[100 * KIB], 0644);

    assertThatThrownBy(() -> writer.stage("y", new byte[200 * KIB], 0644))
        .isInstanceOfSatisfying(
            MaterializeException.class, full -> writer.discard(List.of(first), full));

    assertThat(device.resolve("x")).hasSize(KIB);
    assertThat(device.toFile().list()).containsExactly("x");
  }

  @Test
  void saysThatTheFileSystemIsReadOnly() throws Exception {
    assertThat(run("mount", "-o", "remount,ro", device.toString())).isTrue();

    assertThatThrownBy(() -> writer.write("x", new byte[KIB], 0644))
        .isInstanceOf(MaterializeException.class)
        .hasMessageContaining("read-only file system")
        .hasMessageContaining("mount it writable");
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
