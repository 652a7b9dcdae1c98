package io.lockstep.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.node.snapshot.Snapshot;
import io.lockstep.node.snapshot.SnapshotStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A node is away for longer than the log keeps tombstones: what was removed meanwhile has left no
 * trace in the log, and must not come back with the node.
 */
class LongAbsenceIT {
  private final LogWatch said = new LogWatch();
  private TestCluster cluster;
  private CompactedLog log;

  @BeforeEach
  void start() {
    cluster = TestCluster.found(Optional.of("n1"));
    log = new CompactedLog(cluster, Duration.ofSeconds(1));
    cluster.startLocal("n1", "n2");
  }

  @AfterEach
  void close() {
    cluster.close();
    said.close();
  }

  private void setDoomed() {
    cluster.write(
        "n1",
        Write.together(
            IntStream.range(0, 5).mapToObj(i -> Write.set("doomed." + i, "value")).toList()));
    cluster.write("n1", Write.set("kept", "before"));
  }

  /** A removal stays for as long as a member may not know of it, so the absent is taken out. */
  private void removeWhileAway(String absent) {
    cluster.write("n1", Write.remove(absent));
    cluster.write(
        "n1",
        Write.together(IntStream.range(0, 5).mapToObj(i -> Write.unset("doomed." + i)).toList()));
    cluster.write("n1", Write.set("kept", "after"));
    log.awaitGone("n1", "doomed.");
  }

  private void requireNothingCameBack(String node) {
    assertThat(IntStream.range(0, 5).mapToObj(i -> cluster.node(node).value("doomed." + i)))
        .containsOnly(Optional.empty());
    assertThat(cluster.node(node).value("kept")).contains("after");
  }

  private void stopWithSnapshot(String node) {
    long revision = cluster.node("n1").look().revision();
    cluster.await(node, "has it all", look -> look.revision() >= revision);
    cluster.node(node).stop();
    cluster.forget(node);
  }

  private SnapshotStore snapshots(String node) {
    return new SnapshotStore(cluster.folder(node).resolve("data"), cluster.connection().cluster());
  }

  @Test
  void aSnapshotOlderThanTombstonesIsNotUsed() {
    cluster.startLocal("n3");
    setDoomed();
    stopWithSnapshot("n3");
    assertThat(snapshots("n3").read()).isPresent();

    removeWhileAway("n3");
    cluster.giveSpareToken("n3");
    cluster.startLocal("n3");

    assertThat(said.with("snapshot is not used")).hasSize(1);
    requireNothingCameBack("n3");
    cluster.verify();
  }

  @Test
  void aSnapshotThatClaimsToBeYoungIsFoundOutByItsDigest() throws IOException {
    cluster.startLocal("n3");
    setDoomed();
    stopWithSnapshot("n3");
    Snapshot old = snapshots("n3").read().orElseThrow();

    removeWhileAway("n3");
    log.keepTombstones(Duration.ofHours(1)); // too late, but enough for the snapshot to look young
    snapshots("n3").write(new Snapshot(old.image(), old.offset(), Instant.now()));
    cluster.giveSpareToken("n3");
    cluster.startLocal("n3");

    assertThat(said.with("snapshot is not used")).isEmpty();
    assertThat(said.with("diverged, reading the log again")).hasSize(1);
    requireNothingCameBack("n3");
    cluster.verify();
  }

  @Test
  @Tag("heavy")
  void aNodeThatWasPausedForThatLongFindsOutByTheDigest() {
    cluster.startProcesses("n3");
    setDoomed();
    long revision = cluster.node("n1").look().revision();
    NodeProcess paused = cluster.nodeProcess("n3");
    cluster.await("n3", "has it all", look -> look.revision() >= revision);

    paused.pause();
    cluster.forget("n3");
    removeWhileAway("n3");
    long head = cluster.node("n1").look().revision();
    paused.resume();

    cluster.add(paused);
    cluster.await(
        "n3", "is at the head", look -> look.revision() >= head && look.state().equals("REMOVED"));
    assertThat(paused.log()).contains("diverged, reading the log again");
    requireNothingCameBack("n3");
    cluster.forget("n3");
    paused.kill();
    cluster.verify();
  }
}
