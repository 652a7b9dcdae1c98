package io.lockstep.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes read a log of which Kafka has cleaned away what later records replaced or removed. */
class CompactedLogIT {
  private static final int KEYS = 10;

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

  /** As one change, so that compaction leaves parts of changes. */
  private void setAll(String prefix, String value) {
    cluster.write("n1", Write.together(each(i -> Write.set(prefix + "." + i, value))));
  }

  private void unsetAll(String prefix) {
    cluster.write("n2", Write.together(each(i -> Write.unset(prefix + "." + i))));
  }

  private static <T> List<T> each(IntFunction<T> make) {
    return IntStream.range(0, KEYS).mapToObj(make).toList();
  }

  private List<Optional<String>> values(String node, String prefix) {
    return each(i -> cluster.node(node).value(prefix + "." + i));
  }

  @Test
  void aNewNodeReachesTheSameImageFromACompactedLog() {
    for (String value : List.of("one", "two", "three")) {
      setAll("kept", value);
    }
    setAll("doomed", "value");
    cluster.write("n2", Write.set("kept.0", "three and a half"));
    setAll("kept", "four");
    cluster.write("n1", Write.set("kept.9", "four"));
    unsetAll("doomed");
    log.awaitGone("n1", "doomed.");
    log.awaitCompacted("n1", "kept.");

    cluster.startLocal("n3");

    assertThat(values("n3", "kept")).containsOnly(Optional.of("four"));
    assertThat(values("n3", "doomed")).containsOnly(Optional.empty());
    cluster.verify();
    assertThat(said.with("diverged")).isEmpty();
  }

  @Test
  @Tag("heavy")
  void aNewNodeReachesTheSameImageWhileTheLogIsBeingCompacted() {
    cluster.startClients();
    cluster.awaitWrites(10);
    setAll("doomed", "first");
    cluster.with("kafka.max.poll.records", "3"); // so that it takes long to read
    cluster.with("kafka.max.partition.fetch.bytes", "1000");

    for (String node : List.of("n3", "n4", "n5")) {
      unsetAll("doomed");
      cluster.startLocal(node);
      setAll("doomed", "before " + node);
      cluster.awaitWrites(3);
    }

    assertThat(log.records().size()).isLessThan((int) cluster.node("n1").look().revision());
    cluster.verify();
    assertThat(said.with("diverged")).isEmpty();
  }
}
