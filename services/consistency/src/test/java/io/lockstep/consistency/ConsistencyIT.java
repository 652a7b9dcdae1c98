package io.lockstep.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.consistency.check.Budget;
import io.lockstep.consistency.client.Client;
import io.lockstep.consistency.client.NodeApi;
import io.lockstep.consistency.client.Recorder;
import io.lockstep.consistency.client.Session;
import io.lockstep.consistency.cluster.Child;
import io.lockstep.consistency.cluster.Cluster;
import io.lockstep.consistency.cluster.Links;
import io.lockstep.consistency.cluster.Node;
import io.lockstep.consistency.cluster.NodeClock;
import io.lockstep.consistency.cluster.StatusProcess;
import io.lockstep.consistency.history.Call;
import io.lockstep.consistency.history.HistoryCheck;
import io.lockstep.consistency.history.HistoryFile;
import io.lockstep.consistency.history.StaleReads;
import io.lockstep.consistency.journal.Journal;
import io.lockstep.consistency.nemesis.Nemesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Clients read, write and compare-and-set through all nodes while the nemesis breaks nodes and
 * brokers; the history must be linearizable and the topics must say what the clients were told.
 * {@code -Dlockstep.consistency.seconds=N} and {@code -Dlockstep.consistency.seed=S} choose how
 * long and by which chance. The lies come first: the same check must find them on the same cluster.
 */
@Tag("long")
@TestMethodOrder(OrderAnnotation.class)
class ConsistencyIT {
  private static final int SECONDS = Integer.getInteger("lockstep.consistency.seconds", 60);
  private static final long SEED =
      Long.getLong("lockstep.consistency.seed", new Random().nextInt(1_000_000));
  private static final int CLIENTS = 12;
  private static final Duration GENERATION = Duration.ofSeconds(8);

  private static Path folder;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws IOException {
    folder = Files.createDirectories(Path.of("target", "consistency"));
    folder = Files.createTempDirectory(folder, "run").toAbsolutePath();
    long started = System.nanoTime();
    cluster = Cluster.start(folder.resolve("cluster"));
    System.out.printf(
        "cluster up in %d ms, in %s%n", (System.nanoTime() - started) / 1_000_000, folder);
  }

  @AfterAll
  static void close() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static HistoryCheck check(List<Call> calls) {
    return HistoryCheck.of(calls, Budget.USUAL);
  }

  @Test
  @Order(1)
  void findsAStaleReadOfANodeThatIsCutOff() {
    Recorder recorder = new Recorder();
    Session session = new Session("stale", recorder);
    Node first = cluster.node("n1");
    Node last = cluster.node("n3");
    session.write(List.of(first), "stale", null);
    session.read(last, "stale");
    cluster.brokers().forEach(it -> cluster.links().cut("n3", it.name(), Links.Cut.ALL));
    try {
      session.write(List.of(first), "stale", null);
      assertThat(check(recorder.calls()).isLinearizable()).isTrue();

      session.falseRead(last, "stale");
    } finally {
      cluster.brokers().forEach(it -> cluster.links().mend("n3", it.name(), true));
    }

    HistoryCheck check = check(recorder.calls());
    System.out.println("a lie that is found: " + check);
    assertThat(check.broken()).hasSize(1);
  }

  @Test
  @Order(2)
  void findsAnAcknowledgedWriteThatWasLost() {
    Recorder recorder = new Recorder();
    Session session = new Session("lost", recorder);
    session.write(cluster.nodes(), "lost", null);
    session.falseWrite(cluster.node("n2"), "lost");
    session.read(cluster.node("n3"), "lost");

    assertThat(check(recorder.calls()).broken()).hasSize(1);
  }

  @Test
  @Order(3)
  void followsANewLeaderAfterItsClockWasSetBack() {
    assumeThat(NodeClock.library()).as("libfaketime").isPresent();
    Session session = new Session("clock", new Recorder());
    Node first = cluster.node("n1");
    NodeClock clock = cluster.node("n3").clock();

    clock.set(3_600); // it asks for the leader, which is new, in an hour that is yet to come
    cluster.moveEvents();
    session.write(List.of(first), "clock", null);
    cluster.awaitSame();
    clock.set(0);
    cluster.moveEvents();
    cluster.moveEvents();
    session.write(List.of(first), "clock", null);

    cluster.awaitSame();
  }

  @Test
  @Order(4)
  void tellsThatANodeIsSilentAfterTheClockOfStatusWasSetBack() {
    assumeThat(NodeClock.library()).as("libfaketime").isPresent();
    try (StatusProcess status = StatusProcess.start(cluster)) {
      awaitState(status, "ONLINE");
      status.clock().set(-3_600); // what it does by the clock it would do again in an hour
      await("clock that was set back")
          .atMost(Cluster.PATIENCE)
          .ignoreExceptions()
          .until(() -> status.time().isBefore(Instant.now().minusSeconds(1_800)));

      Child node = cluster.node("n3").child();
      node.pause();
      try {
        awaitState(status, "OFFLINE");
      } finally {
        node.resume();
      }
      awaitState(status, "ONLINE");
    }
    cluster.awaitSame();
  }

  private static void awaitState(StatusProcess status, String state) {
    await("n3 " + state)
        .atMost(Cluster.PATIENCE)
        .ignoreExceptions()
        .until(() -> status.state("n3").equals(state));
  }

  @Test
  @Order(5)
  void staysLinearizableWhateverBreaks() {
    System.out.printf("seed %d, %d s%n", SEED, SECONDS);
    Recorder recorder = new Recorder();
    Nemesis nemesis = Nemesis.start(cluster, recorder, SEED);
    List<Client> clients = new ArrayList<>();
    for (int number = 0; number < CLIENTS; number++) {
      clients.add(Client.start(number, cluster.nodes(), recorder, SEED + number, GENERATION));
    }
    // How long the run lasts is what is asked for; there is nothing else to wait for.
    long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    Map<String, Integer> faults = nemesis.stop();
    clients.forEach(Client::stop);

    List<Call> calls = recorder.calls();
    HistoryFile.write(folder.resolve("history.jsonl"), calls);
    NodeApi.State state = cluster.awaitSame();
    HistoryCheck check = check(calls);
    System.out.printf("seed %d: %s%nfaults: %s%ncalls: %s%n", SEED, check, faults, kinds(calls));
    assertThat(check.isLinearizable()).as("%s in %s: %s", SEED, folder, check).isTrue();
    Journal journal = Journal.read(cluster.connection());
    journal.agreesWith(calls);
    assertThat(journal.revision()).isEqualTo(state.revision());
    assertThat(journal.digest()).isEqualTo(state.digest());
    assertThat(kinds(calls)).containsKeys("READ DONE", "WRITE DONE", "COMPARE_AND_SET DONE");

    // And the same with one read that is stale is not.
    List<List<Call>> wrong = StaleReads.of(calls, 20);
    assertThat(wrong).isNotEmpty();
    wrong.forEach(it -> assertThat(check(it).broken()).hasSize(1));
  }

  private static Map<String, Integer> kinds(List<Call> calls) {
    Map<String, Integer> kinds = new TreeMap<>();
    calls.forEach(call -> kinds.merge(call.kind() + " " + call.outcome(), 1, Integer::sum));
    return kinds;
  }
}
