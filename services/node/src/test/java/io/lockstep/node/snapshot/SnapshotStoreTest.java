package io.lockstep.node.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.node.testing.WrittenLog;
import io.lockstep.state.image.ClusterImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotStoreTest {
  private static final Instant TIME = Instant.ofEpochMilli(1_790_000_000_123L);

  @TempDir Path folder;

  private static WrittenLog log() {
    return WrittenLog.founded().set("a", "1").set("umlaut.ä", "\u20ac").unset("a").set("b", "2");
  }

  private static Snapshot snapshot() {
    return new Snapshot(log().image(), 17, TIME);
  }

  private SnapshotStore store() {
    return new SnapshotStore(folder, "test");
  }

  private Path file() {
    return folder.resolve("snapshot.avro");
  }

  @Test
  void readsWhatItWrote() throws IOException {
    Snapshot written = snapshot();

    store().write(written);
    Snapshot read = store().read().orElseThrow();

    assertThat(read).isEqualTo(written);
    assertThat(read.image().digest()).isEqualTo(written.image().digest());
    assertThat(read.image().removals().size()).isEqualTo(1);
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void keepsTheImageOfAClusterWithoutAnything() throws IOException {
    store().write(new Snapshot(ClusterImage.EMPTY, 0, TIME));

    assertThat(store().read()).get().extracting(Snapshot::image).isEqualTo(ClusterImage.EMPTY);
  }

  @Test
  void readsALongOneInHalvesAndNoneThatIsTornInOneOfThem() throws IOException {
    WrittenLog log = log();
    for (int first = 0; first < 50_000; first += 10_000) {
      log.change(
          IntStream.range(first, first + 10_000)
              .mapToObj(i -> WrittenLog.setting("m." + i, "v" + i))
              .toArray());
    }
    Snapshot written = new Snapshot(log.image(), 17, TIME);

    store().write(written);

    assertThat(Files.size(file())).isGreaterThan(2 * SnapshotFormat.LONG);
    assertThat(store().read()).contains(written);
    byte[] whole = Files.readAllBytes(file());
    for (int quarter = 1; quarter < 4; quarter++) {
      Files.write(file(), Arrays.copyOf(whole, whole.length * quarter / 4));
      assertThat(store().read()).as("%d quarters", quarter).isEmpty();
    }
  }

  @Test
  void hasNoneBeforeTheFirst() {
    assertThat(store().read()).isEmpty();
  }

  @Test
  void usesNoneThatIsTornWhereverItIsTorn() throws IOException {
    store().write(snapshot());
    byte[] whole = Files.readAllBytes(file());
    int schema = indexOf(whole, "avro.schema".getBytes(StandardCharsets.UTF_8));
    int rest = indexOf(whole, "lockstep.".getBytes(StandardCharsets.UTF_8));
    // Within the text of the schema, one place in a hundred stands for the others.
    for (int length = 0; length < whole.length; length++) {
      if (length > schema && length < rest && length % 100 != 0) {
        continue;
      }
      Files.write(file(), Arrays.copyOf(whole, length));

      assertThat(store().read()).as("%d of %d bytes", length, whole.length).isEmpty();
    }
  }

  @Test
  void usesNoneWithAHoleOfZerosAtItsEnd() throws IOException {
    store().write(snapshot());
    byte[] whole = Files.readAllBytes(file());
    for (int kept = 0; kept < whole.length; kept += 61) {
      byte[] holed = whole.clone();
      Arrays.fill(holed, kept, holed.length, (byte) 0);
      Files.write(file(), holed);

      assertThat(store().read()).as("zeros from byte %d", kept).isEmpty();
    }
  }

  @Test
  void usesNoneOfAnotherCluster() throws IOException {
    new SnapshotStore(folder, "other").write(snapshot());

    assertThat(store().read()).isEmpty();
  }

  @Test
  void usesNoneWhoseImageHasNotTheDigestThatItNames() throws IOException {
    store().write(snapshot());
    byte[] bytes = Files.readAllBytes(file());
    byte[] name = "umlaut".getBytes(StandardCharsets.UTF_8);
    int at = indexOf(bytes, name);
    bytes[at] = 'U';
    Files.write(file(), bytes);

    assertThat(store().read()).isEmpty();
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int at = 0; at <= bytes.length - wanted.length; at++) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    throw new AssertionError("not there");
  }

  @Test
  void keepsTheOldOneWhereTheNewOneDoesNotFit() throws IOException {
    store().write(snapshot());
    Files.createSymbolicLink(folder.resolve("snapshot.avro.tmp"), Path.of("/dev/full"));
    Snapshot newer = new Snapshot(log().set("c", "3").image(), 19, TIME);

    assertThatThrownBy(() -> store().write(newer))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("make room");

    assertThat(store().read()).contains(snapshot());
  }

  @Test
  void keepsNoRoomForOneThatDidNotComeToItsPlace() throws IOException {
    Files.createDirectories(file().resolve("in the way"));

    assertThatThrownBy(() -> store().write(snapshot())).isInstanceOf(IOException.class);

    assertThat(folder.resolve("snapshot.avro.tmp")).doesNotExist();
  }

  @Test
  void saysWhichFileItCannotWrite() throws IOException {
    Path noFolder = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> new SnapshotStore(noFolder, "test").write(snapshot()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(noFolder.resolve("snapshot.avro").toString())
        .hasMessageContaining("let the node's user own it");
  }

  @Test
  void deletesIt() throws IOException {
    store().write(snapshot());

    store().delete();
    store().delete();

    assertThat(store().read()).isEmpty();
  }
}
