package io.lockstep.node.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.materialize.Materializer;
import io.lockstep.materialize.plan.Adoptable;
import io.lockstep.materialize.profile.DriftPolicy;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.replay.NodeView;
import io.lockstep.node.snapshot.SnapshotStore;
import io.lockstep.node.testing.LineProfile;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.schema.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftTest {
  @TempDir Path folder;
  private final WrittenLog log = WrittenLog.founded().set("line.a", "1").set("line.b", "1");
  private final Warnings warnings = new Warnings();
  private final List<List<Adoptable>> asked = new CopyOnWriteArrayList<>();
  private volatile Adopter.Answer answer = Adopter.Answer.UNDECIDED;
  private Publisher publisher;

  private void start(DriftPolicy policy) {
    publisher =
        new Publisher(
            new Materializer(
                folder.resolve("files"),
                folder.resolve("manifest.json"),
                new LineProfile(policy),
                "n1",
                (envelope, entity) -> new byte[0]),
            new SnapshotStore(folder, "test"),
            1_000,
            Duration.ofHours(1),
            () -> Instant.EPOCH,
            Duration.ofMinutes(1),
            FileChanges.NOBODY,
            (path, values) -> {
              asked.add(values);
              return CompletableFuture.completedFuture(answer);
            },
            warnings);
    publisher.start();
    publish();
  }

  private void publish() {
    publisher.offer(
        new NodeView(log.image(), log.end(), log.end(), 0, true, true, Optional.empty()));
    await().until(() -> publisher.writtenRevision() == log.image().revision());
  }

  @AfterEach
  void stop() {
    publisher.close();
  }

  private Path file() {
    return folder.resolve("files").resolve(LineProfile.FILE);
  }

  private void change(String from, String to) throws IOException {
    Files.writeString(file(), Files.readString(file()).replace(from, to));
  }

  private List<String> codes() {
    return warnings.all().stream().map(Problem::getCode).toList();
  }

  @Test
  void repairsAtOnceAndSaysSoUntilItIsReported() throws IOException {
    start(DriftPolicy.REPAIR);

    change("a=1", "a=mine");

    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> Files.readString(file()).equals("a=1\nb=1\n") && publisher.repairs() == 1);
    assertThat(publisher.drifted()).containsExactly(LineProfile.FILE);
    assertThat(codes()).containsExactly("drift-repaired");
    publisher.reported(publisher.drifted());
    await().until(() -> publisher.drifted().isEmpty());
  }

  @Test
  void endsAFightAndGoesOnWhenTheClusterWantsSomethingElse() throws IOException {
    start(DriftPolicy.REPAIR);
    for (int i = 1; i <= RepairGuard.MOST; i++) {
      int repairs = i;
      change("a=1", "a=mine" + i);
      await().until(() -> publisher.repairs() == repairs);
    }
    await().until(() -> codes().contains("drift-fight"));

    change("a=1", "a=mine");
    publisher.reported(publisher.drifted());
    log.set("line.b", "2");
    publish();

    assertThat(file()).hasContent("a=mine\nb=2\n");
    assertThat(publisher.repairs()).isEqualTo(RepairGuard.MOST);
    await().until(() -> publisher.drifted().contains(LineProfile.FILE));
  }

  @Test
  void onlyReports() throws IOException {
    start(DriftPolicy.REPORT);

    change("a=1", "a=mine");

    await().until(() -> publisher.drifted().contains(LineProfile.FILE));
    publisher.reported(publisher.drifted());
    log.set("line.b", "2");
    publish();
    assertThat(file()).hasContent("a=mine\nb=2\n");
    assertThat(publisher.drifted()).containsExactly(LineProfile.FILE);

    log.set("line.a", "3");
    publish();
    await().until(() -> file().toFile().exists() && Files.readString(file()).contains("a=3"));
    publisher.reported(publisher.drifted());
    await().until(() -> publisher.drifted().isEmpty());
  }

  @Test
  void offersForAdoptionAndRepairsWhatIsRefused() throws IOException {
    start(DriftPolicy.ADOPT);

    change("a=1", "a=mine");

    await().until(() -> !asked.isEmpty());
    assertThat(asked.get(0))
        .singleElement()
        .satisfies(
            value -> {
              assertThat(value.parameter()).isEqualTo("line.a");
              assertThat(value.value().text()).isEqualTo("mine");
            });
    assertThat(file()).content().contains("a=mine");

    answer = Adopter.Answer.refused("it is no number");
    await().until(() -> Files.readString(file()).contains("a=1"));
    await().until(() -> codes().contains("drift-not-adopted"));
    assertThat(new ArrayList<>(warnings.all()).toString()).contains("it is no number");
  }

  @Test
  void leavesWhatOthersWriteBesides() throws IOException {
    start(DriftPolicy.REPAIR);

    change("a=1", "# mine\na=1");
    log.set("line.b", "2");
    publish();

    assertThat(file()).hasContent("# mine\na=1\nb=2\n");
    assertThat(publisher.repairs()).isZero();
    assertThat(publisher.drifted()).isEmpty();
  }

  @Test
  void verifiesAndWritesAgainWhatIsWrong() throws IOException {
    start(DriftPolicy.REPORT);
    change("a=1", "a=mine");
    await().until(() -> publisher.drifted().contains(LineProfile.FILE));
    List<String> written = new CopyOnWriteArrayList<>();

    publisher.verify(written::addAll);

    await().until(() -> written.contains(LineProfile.FILE));
    assertThat(file()).hasContent("a=1\nb=1\n");
  }
}
