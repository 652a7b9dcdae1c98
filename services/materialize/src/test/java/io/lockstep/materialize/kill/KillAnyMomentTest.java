package io.lockstep.materialize.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.Materializer;
import io.lockstep.materialize.TestSecrets;
import io.lockstep.materialize.file.DiskSteps;
import io.lockstep.materialize.file.Sha256;
import io.lockstep.materialize.hook.PendingStore;
import io.lockstep.state.image.ClusterImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that writes, at random moments, while this one reads what it wrote. It shows what
 * the end of a process leaves, not what the end of a machine does: the page cache survives here.
 *
 * <p>{@code -Dlockstep.kills=N} sets how often, {@code -Dlockstep.kills.seed=S} which moments.
 */
class KillAnyMomentTest {
  private static final int KILLS =
      Integer.getInteger("lockstep.kills", Boolean.getBoolean("lockstep.test.heavy") ? 300 : 60);
  private static final long SEED = Long.getLong("lockstep.kills.seed", 1);

  private static final long LATEST_MILLIS = 80;

  /** Between two looks at a process that starts, so that it gets the processor. */
  private static final long START_POLL_MILLIS = 2;

  @TempDir Path temp;
  private Path files;
  private Path manifest;
  private WriterCommand command;
  private long reads;

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void neverShowsAFileThatIsHalfWrittenEmptyOrOfAWrongMode() throws Exception {
    files = temp.resolve("files");
    manifest = temp.resolve("data/manifest.json");
    Random random = new Random(SEED);
    int midway = 0;
    int pending = 0;
    Stamped.startIn(files);
    command = new WriterCommand(Files.createDirectory(temp.resolve("archive")));
    long start = System.nanoTime();
    for (int kill = 0; kill < KILLS; kill++) {
      Process writer = start(random.nextLong());
      try {
        readUntilItWrites(writer, START_POLL_MILLIS);
        readUntilItWrites(writer, 0);
        long end =
            System.nanoTime() + random.nextLong(TimeUnit.MILLISECONDS.toNanos(LATEST_MILLIS));
        do {
          read();
        } while (System.nanoTime() < end);
      } finally {
        writer.destroyForcibly(); // SIGKILL
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
      }
      read();
      midway += temporaryFiles().isEmpty() ? 0 : 1;
      pending += isHookPending() ? 1 : 0;
    }

    System.out.printf(
        "KillAnyMomentTest: %d kills (seed %d), %d of them in the middle of a write, %d with a hook"
            + " to run, %d reads, %d s%n",
        KILLS,
        SEED,
        midway,
        pending,
        reads,
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    recovers(random.nextLong());
    assertThat(midway).as("kills that hit a write; else the test shows nothing").isPositive();
    assertThat(pending).as("kills between a write and its hook").isPositive();
  }

  /** Whether a hook is known to have to run; it must be where it has not followed the file. */
  private boolean isHookPending() throws IOException {
    Path data = manifest.getParent();
    boolean pending =
        !new PendingStore(data.resolve(EndlessWriter.HOOKS), new DiskSteps()).load().isEmpty();
    Path followed = data.resolve(EndlessWriter.FOLLOWED);
    String hash = Files.exists(followed) ? Files.readString(followed) : "nothing";
    if (!pending) {
      assertThat(hash)
          .as("hash of the file that the hook followed")
          .isEqualTo(Sha256.of(Files.readAllBytes(small())));
    }
    return pending;
  }

  private Process start(long seed) throws IOException {
    return new ProcessBuilder(command.toWriteUntilKilled(files, manifest, seed))
        .redirectErrorStream(true)
        .redirectOutput(temp.resolve("writer.log").toFile())
        .start();
  }

  private void readUntilItWrites(Process writer, long pollMillis)
      throws IOException, InterruptedException {
    Object before = Files.exists(small()) ? inode() : "none";
    while (!Files.exists(small()) || inode().equals(before)) {
      if (writer.waitFor(pollMillis, TimeUnit.MILLISECONDS)) {
        throw new AssertionError(Files.readString(temp.resolve("writer.log")));
      }
      if (Files.exists(small())) {
        read();
      }
    }
  }

  private Path small() {
    return files.resolve(Stamped.SMALL);
  }

  private Object inode() throws IOException {
    return Files.getAttribute(small(), "unix:ino") + "/" + Files.getLastModifiedTime(small());
  }

  private void read() throws IOException {
    read(Stamped.LARGE, "rw-r-----");
    read(Stamped.SMALL, "rw----r--");
    readEdited();
    reads++;
  }

  private void readEdited() throws IOException {
    Path file = files.resolve(Stamped.EDITED);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo(Stamped.EDITED_MODE);
    String text = Files.readString(file);
    int from = text.indexOf("first=") + "first=".length();
    String value = text.substring(from, text.indexOf('\n', from));
    assertThat(text.equals(Stamped.product(value)))
        .as("the product's file has its %d characters, and one write's values", text.length())
        .isTrue();
  }

  private void read(String path, String mode) throws IOException {
    Path file = files.resolve(path);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .as("mode of %s", path)
        .isEqualTo(mode);
    byte[] bytes = Files.readAllBytes(file);
    assertThat(Stamped.isWhole(bytes)).as("%s of %d bytes is whole", path, bytes.length).isTrue();
  }

  private void recovers(long seed) throws IOException {
    var materializer =
        new Materializer(files, manifest, new Stamped(seed), "n1", new TestSecrets());
    assertThat(materializer.manifest().files())
        .containsOnlyKeys(Stamped.LARGE, Stamped.SMALL, Stamped.EDITED);
    materializer.apply(materializer.plan(ClusterImage.EMPTY));

    assertThat(temporaryFiles()).isEmpty();
    assertThat(materializer.drifted()).isEmpty();
    assertThat(manifest.resolveSibling("manifest.json.unreadable")).doesNotExist();
  }

  private List<Path> temporaryFiles() throws IOException {
    List<Path> found = new ArrayList<>();
    try (var paths = Files.walk(temp)) {
      paths
          .filter(path -> path.getFileName().toString().startsWith(".lockstep-tmp-"))
          .forEach(found::add);
    }
    return found;
  }
}
