package io.lockstep.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lockstep.log.LogConnection;
import io.lockstep.log.process.CannotStartException;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.schema.topic.TopicContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A node leaves nothing behind in its process. */
class NodeServerIT {
  private static final List<String> OWN =
      List.of(
          "lockstep-tail",
          "lockstep-publish",
          "lockstep-report",
          "lockstep-primary",
          "lockstep-join");

  private static final int CALLERS = 32;

  @TempDir Path folder;

  private static Set<Thread> threads() {
    return Set.copyOf(Thread.getAllStackTraces().keySet());
  }

  /** Threads of a node and of its clients that were not there before. */
  private static Set<String> left(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(
            name ->
                name.startsWith("lockstep-")
                    || name.startsWith("kafka-producer-network-thread")
                    || name.startsWith("kafka-admin-client-thread")
                    || name.startsWith("kafka-coordinator-heartbeat")
                    || name.startsWith("default-eventLoopGroup")
                    || name.startsWith("io-executor-thread"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void assertNothingIsLeft(Set<Thread> before) {
    await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(left(before)).isEmpty());
  }

  @Test
  void leavesNoThreadWhenItIsClosed() {
    LogConnection log = TestCluster.founded();
    Set<Thread> before = threads();

    TestNode node = TestNode.start(log, folder, "n1").awaitReady();
    assertThat(node.set("a", "1").status()).isEqualTo(200);
    assertThat(left(before)).containsAll(OWN.subList(0, 4));
    node.close();

    assertThat(left(before)).doesNotContainAnyElementsOf(OWN);
    assertNothingIsLeft(before);
  }

  @RepeatedTest(5)
  void leavesItsPortFreeWhenItIsClosed() throws IOException {
    Map<String, String> settings = TestNode.settings(TestCluster.founded(), folder, "n1");
    TestNode.start(settings).awaitReady().close();

    try (ServerSocket next = new ServerSocket()) {
      int port = Integer.parseInt(settings.get("http.port"));
      next.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      assertThat(next.isBound()).isTrue();
    }
  }

  @Test
  void logsNoErrorWhenItIsClosedUnderRequests() throws Exception {
    TestNode node = TestNode.start(TestCluster.founded(), folder, "n1").awaitReady();
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    heard.start();
    root.addAppender(heard);
    AtomicInteger answers = new AtomicInteger();
    AtomicBoolean closed = new AtomicBoolean();
    List<Thread> callers =
        IntStream.range(0, CALLERS).mapToObj(n -> caller(node, answers, closed)).toList();
    try {
      await().atMost(Duration.ofSeconds(30)).until(() -> answers.get() > 3 * CALLERS);
      node.close();
    } finally {
      closed.set(true);
      for (Thread each : callers) {
        each.join();
      }
      root.detachAppender(heard);
      node.close();
    }

    assertThat(List.copyOf(heard.list))
        .filteredOn(event -> event.getLevel() == Level.ERROR)
        .extracting(ILoggingEvent::getFormattedMessage)
        .isEmpty();
  }

  private static Thread caller(TestNode node, AtomicInteger answers, AtomicBoolean closed) {
    Thread caller =
        new Thread(
            () -> {
              while (!closed.get()) {
                try {
                  node.get("/api/v1/nodes/nobody"); // a refusal needs more than a handler
                  answers.incrementAndGet();
                } catch (UncheckedIOException e) {
                  return; // refused: the node stops
                }
              }
            },
            "caller");
    caller.start();
    return caller;
  }

  @Test
  void leavesNoThreadWhenItIsClosedWhileItWaitsToJoin() {
    Set<Thread> before = threads();

    TestNode node = TestNode.start(TestCluster.founded(Optional.of("n9")), folder, "n1");
    node.awaitProblem("no-primary");
    node.close();

    assertThat(left(before)).doesNotContainAnyElementsOf(OWN);
    assertNothingIsLeft(before);
  }

  @Test
  void leavesNothingWhenItCannotStart() {
    LogConnection log = TestCluster.founded();
    TestKafka.single()
        .configure(log.topic(TopicContract.OUTCOMES), Map.of("cleanup.policy", "delete"));
    Set<Thread> before = threads();

    assertThatThrownBy(() -> TestNode.start(log, folder, "n1"))
        .isInstanceOf(CannotStartException.class);

    assertNothingIsLeft(before);
    TestKafka.single()
        .configure(log.topic(TopicContract.OUTCOMES), Map.of("cleanup.policy", "compact,delete"));
    TestNode.start(log, folder, "n1").awaitReady().close(); // the folder was let go
  }

  @Test
  void handsTheRoleOverWhenItStops() {
    LogConnection log = TestCluster.founded();
    TestNode first = TestNode.start(log, folder, "n1").awaitReady();
    try (TestNode second = TestNode.start(log, folder, "n2").awaitReady()) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> first.server().service().liveness().alive("n2"));

      first.close();

      assertThat(second.set("a", "1").status()).isEqualTo(200);
      assertThat(second.get("/api/v1/primary").field("node")).isEqualTo("n2");
      assertThat(second.get("/api/v1/primary").field("reason")).isEqualTo("FAILOVER");
    } finally {
      first.close();
    }
  }
}
