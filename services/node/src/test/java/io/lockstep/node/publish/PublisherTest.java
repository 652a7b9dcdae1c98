package io.lockstep.node.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.materialize.Materializer;
import io.lockstep.materialize.file.DiskSteps;
import io.lockstep.materialize.file.FileHold;
import io.lockstep.materialize.file.FileSteps;
import io.lockstep.materialize.profile.StandardProfile;
import io.lockstep.node.replay.NodeView;
import io.lockstep.node.replay.NodeView.Fault;
import io.lockstep.node.replay.NodeView.FaultKind;
import io.lockstep.node.snapshot.Snapshot;
import io.lockstep.node.snapshot.SnapshotStore;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.SetConfiguration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
  private static final Instant HEARD = Instant.ofEpochMilli(1_790_000_000_000L);

  @TempDir Path folder;
  private final WrittenLog log = WrittenLog.founded().set("a", "1");
  private final FullDisk disk = new FullDisk();
  private volatile boolean opens = true;
  private Path files;
  private SnapshotStore snapshots;
  private Publisher publisher;

  /** A disk that can be full. */
  private static final class FullDisk implements FileSteps {
    private final FileSteps steps = new DiskSteps();
    private final AtomicInteger renamed = new AtomicInteger();
    private volatile boolean full;
    private volatile boolean slow;

    @Override
    public void createDirectory(Path directory) throws IOException {
      steps.createDirectory(directory);
    }

    @Override
    public void create(Path file, byte[] bytes, int mode) throws IOException {
      if (full) {
        throw new IOException("No space left on device");
      }
      if (slow) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
      steps.create(file, bytes, mode);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      renamed.addAndGet(to.endsWith("configuration.properties") ? 1 : 0);
      steps.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
      steps.delete(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
      steps.syncDirectory(directory);
    }
  }

  @BeforeEach
  void start() {
    files = folder.resolve("files");
    snapshots = new SnapshotStore(folder, "test");
    publisher = publisher(1, Duration.ofHours(1));
  }

  private Publisher publisher(int events, Duration interval) {
    return new Publisher(
        new Materializer(
            files, folder.resolve("manifest.json"), new StandardProfile(), "n1", this::open, disk),
        snapshots,
        events,
        interval,
        () -> HEARD);
  }

  @AfterEach
  void stop() {
    publisher.close();
  }

  private NodeView view() {
    return new NodeView(log.image(), log.end(), log.end(), 0, true, true, Optional.empty());
  }

  private void awaitWritten() {
    await().until(() -> publisher.writtenRevision() == log.image().revision());
  }

  private byte[] open(Envelope envelope, String entity) {
    if (!opens) {
      throw new IllegalStateException("version 2 of the cluster secret is not known");
    }
    return "opened".getBytes(StandardCharsets.UTF_8);
  }

  private Path configuration() {
    return files.resolve("configuration.properties");
  }

  @Test
  void writesFilesAndASnapshotAsOldAsTheNewsFromTheLog() {
    publisher.start();
    publisher.offer(view());
    awaitWritten();

    assertThat(configuration()).content().contains("a=1");
    await()
        .untilAsserted(
            () ->
                assertThat(snapshots.read()).contains(new Snapshot(log.image(), log.end(), HEARD)));
  }

  @Test
  void writesNothingOfAnImageThatCannotBeReliedOn() {
    Fault fault = new Fault(FaultKind.DIVERGED, 3, "differs");
    publisher.start();

    publisher.offer(new NodeView(log.image(), 9, 9, 0, true, true, Optional.of(fault)));
    publisher.offer(new NodeView(log.image(), 9, 9, 0, false, true, Optional.empty()));
    publisher.offer(new NodeView(log.image(), 9, 9, 0, true, false, Optional.empty()));
    publisher.close();

    assertThat(files).doesNotExist();
    assertThat(snapshots.read()).isEmpty();
  }

  @Test
  void restsBetweenTheImagesOfAStreamAndBringsTheLast() {
    disk.slow = true;
    publisher.start();
    publisher.offer(view());
    awaitWritten();
    disk.renamed.set(0);

    long begin = System.nanoTime();
    for (int value = 0; value < 300; value++) {
      log.set("a", "value " + value);
      publisher.offer(view());
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
    awaitWritten();
    long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();

    assertThat(configuration()).content().contains("a=value 299");
    assertThat(disk.renamed).hasValueLessThanOrEqualTo((int) (millis / 250) + 1);
  }

  @Test
  void saysThatTheDiskIsFullKeepsTheOldFilesAndGoesOnOnceThereIsRoom() throws IOException {
    publisher.start();
    publisher.offer(view());
    awaitWritten();
    byte[] old = Files.readAllBytes(configuration());
    disk.full = true;
    log.set("a", "2");

    publisher.offer(view());

    await().until(() -> publisher.problem().isPresent());
    assertThat(publisher.problem().orElseThrow())
        .contains(configuration().toString(), "no space is left");
    assertThat(configuration()).hasBinaryContent(old);
    assertThat(publisher.writtenRevision()).isEqualTo(log.image().revision() - 1);

    disk.full = false;
    awaitWritten();
    await().until(() -> publisher.problem().isEmpty());
    assertThat(configuration()).content().contains("a=2");
  }

  @Test
  void leavesAFileWhoseSecretItCannotOpenSaysSoAndGoesOnOnceItCan() {
    publisher.start();
    publisher.offer(view());
    awaitWritten();
    opens = false;
    ByteBuffer nonce = ByteBuffer.wrap(new byte[12]);
    ByteBuffer ciphertext = ByteBuffer.wrap(new byte[16]);
    log.change(
        SetConfiguration.newBuilder()
            .setKey("password")
            .setValue("")
            .setSealed(new Envelope(1, nonce, ciphertext))
            .build());

    publisher.offer(view());

    await().until(() -> publisher.problem().isPresent());
    assertThat(publisher.problem().orElseThrow())
        .contains("configuration.properties stays as it is", "configuration/password", "version 2");
    assertThat(configuration()).content().doesNotContain("password");
    await().untilAsserted(() -> assertThat(snapshots.read()).isPresent());

    opens = true;
    awaitWritten();
    await().until(() -> publisher.problem().isEmpty());
    assertThat(configuration()).content().contains("password=opened");
  }

  @Test
  void writesTheFilesThoughTheSnapshotHasNoRoomAndSaysSo() throws IOException {
    Path full = Files.createSymbolicLink(folder.resolve("snapshot.avro.tmp"), Path.of("/dev/full"));
    publisher.start();

    publisher.offer(view());

    await().until(() -> publisher.problem().isPresent());
    assertThat(publisher.problem().orElseThrow())
        .contains("snapshot", "snapshot.avro", "No space left on device");
    assertThat(configuration()).content().contains("a=1");
    assertThat(publisher.writtenRevision()).isEqualTo(log.image().revision());

    Files.delete(full);
    await().until(() -> publisher.problem().isEmpty());
    assertThat(snapshots.read()).isPresent();
  }

  @Test
  void writesASnapshotWhileFilesCannotBeWritten() {
    disk.full = true;
    publisher.start();

    publisher.offer(view());

    await().until(() -> snapshots.read().map(Snapshot::image).equals(Optional.of(log.image())));
    assertThat(configuration()).doesNotExist();
    await()
        .untilAsserted(
            () -> assertThat(publisher.problem()).get().asString().contains("no space is left"));
  }

  @Test
  void writesNoFilesWhereAnotherNodeDoesUntilThatEnds() throws IOException {
    Files.createDirectories(files);
    try (FileHold other = FileHold.take(files.resolve(".lockstep-lock")).orElseThrow()) {
      assertThat(other.isInPlace()).isTrue();
      publisher.start();

      publisher.offer(view());

      await().until(() -> publisher.problem().isPresent());
      assertThat(publisher.problem().orElseThrow())
          .isEqualTo(
              files
                  + ": the folder is in use by another node; give each node a files.dir of its own,"
                  + " or end the other");
      assertThat(configuration()).doesNotExist();
    }
    awaitWritten();
    await().until(() -> publisher.problem().isEmpty());
    assertThat(FileHold.take(files.resolve(".lockstep-lock"))).isEmpty();

    publisher.close();

    FileHold.take(files.resolve(".lockstep-lock")).orElseThrow().close();
  }

  @Test
  void writesALastSnapshotWhenItStops() {
    publisher = publisher(1_000_000, Duration.ofHours(1));
    publisher.start();
    publisher.offer(view());
    awaitWritten();
    assertThat(snapshots.read()).isEmpty();

    publisher.close();

    assertThat(snapshots.read()).get().extracting(Snapshot::image).isEqualTo(log.image());
  }

  @Test
  void throwsTheSnapshotAwayWhenTheImageWasWrong() throws IOException {
    snapshots.write(new Snapshot(log.image(), 3, HEARD));
    publisher.start();

    publisher.forget();

    await().until(() -> snapshots.read().isEmpty());
  }

  @Test
  void namesAFileThatSomebodyElseChanged() throws IOException {
    publisher.start();
    publisher.offer(view());
    awaitWritten();

    Files.writeString(configuration(), "a=edited by hand");

    await().until(() -> publisher.drifted().contains("configuration.properties"));
  }
}
