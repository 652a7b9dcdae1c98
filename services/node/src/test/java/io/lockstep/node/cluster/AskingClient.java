package io.lockstep.node.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Writes to one node, never twice the same, and notes each answer as it is. */
final class AskingClient implements AutoCloseable {
  private static final long PACE_MILLIS = 50;

  private final ClusterNode node;
  private final Map<Write, Answer> answers = new ConcurrentHashMap<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "asking");

  AskingClient(ClusterNode node) {
    this.node = node;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      for (int number = 0; !stop.await(PACE_MILLIS, TimeUnit.MILLISECONDS); number++) {
        Write write = Write.set(node.id() + "." + number, "value");
        answers.put(write, node.write(write));
      }
    } catch (InterruptedException e) {
      return;
    }
  }

  /** Waits until so many more answers have come. */
  void awaitMore(int more) {
    int before = answers.size();
    Awaitility.await("answers of " + node.id())
        .atMost(TestCluster.PATIENCE)
        .until(() -> answers.size() >= before + more);
  }

  /** The ids of the commands that were answered so. */
  List<String> answered(Answer.Kind kind) {
    return answers.entrySet().stream()
        .filter(entry -> entry.getValue().kind() == kind)
        .map(entry -> entry.getKey().id())
        .collect(Collectors.toList());
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(TestCluster.PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
