package io.lockstep.cli.cluster;

import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The node that answers first, asked in an order: where one has not answered soon, the next is
 * asked as well, and whoever answers then will do. So a node that is slow, as on a machine with
 * much to do, has its time, and a host that is gone costs the others none. One that denies access
 * may have been away for longer than the session is old: another must say so too.
 */
final class FirstAnswer {
  static final String UNAVAILABLE = "unavailable";

  /** After so long without an answer the next is asked as well. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Duration patience;
  private final Map<Integer, Failure> failures = new TreeMap<>();

  /**
   * Asks.
   *
   * @param patience how long each has to answer
   */
  FirstAnswer(Duration patience) {
    this.patience = patience;
  }

  /** What became of asking one. */
  private record Asked(int number, NodeClient client, Failure failure) {}

  /**
   * The first of the clients that answers.
   *
   * @param file that names them, for the message
   * @param names of the nodes, as many as clients
   * @throws Failure if none does, or two deny access, or one says what all would say
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the completion service hands it out
  NodeClient of(Path file, List<String> names, List<NodeClient> clients) {
    ExecutorService pool = Executors.newCachedThreadPool(FirstAnswer::daemon);
    try {
      CompletionService<Asked> asked = new ExecutorCompletionService<>(pool);
      int next = 0;
      while (failures.size() < clients.size()) {
        if (next < clients.size()) {
          int number = next++;
          asked.submit(() -> ask(number, clients.get(number)));
        }
        Asked answer = take(asked, next < clients.size());
        if (answer == null) {
          continue;
        }
        if (answer.failure() == null) {
          return answer.client();
        }
        boolean unheard =
            failures.size() + 1 < clients.size()
                && failures.values().stream().noneMatch(FirstAnswer::isDenial);
        if (isForEveryNode(answer.failure()) && !(isDenial(answer.failure()) && unheard)) {
          throw answer.failure();
        }
        failures.put(answer.number(), answer.failure());
      }
    } finally {
      pool.shutdownNow();
    }
    throw nobody(file, names, clients);
  }

  private Asked ask(int number, NodeClient client) {
    try {
      client.state(patience);
      return new Asked(number, client, null);
    } catch (Failure e) {
      return new Asked(number, client, e);
    }
  }

  /** Null where nobody has answered soon and there are more to ask. */
  private static Asked take(CompletionService<Asked> asked, boolean more) {
    try {
      Future<Asked> done = more ? asked.poll(SOON.toMillis(), TimeUnit.MILLISECONDS) : asked.take();
      return done == null ? null : done.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw refusal; // of what the caller brought, such as the file of its session
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Failure nobody(Path file, List<String> names, List<NodeClient> clients) {
    List<String> silent = new ArrayList<>();
    for (Map.Entry<Integer, Failure> each : failures.entrySet()) {
      if (!each.getValue().code().equals(UNAVAILABLE)) {
        return each.getValue(); // one that answers wrongly tells more than those that are silent
      }
      silent.add(
          names.get(each.getKey())
              + " at "
              + clients.get(each.getKey()).url()
              + " ("
              + each.getValue().code()
              + ")");
    }
    return new Failure(
        ExitCodes.NOT_AVAILABLE,
        UNAVAILABLE,
        "no node of "
            + file
            + " answers; nothing was sent. Start the cluster with `lockstep up`"
            + (silent.isEmpty() ? ". The file names no node" : "\n  ")
            + String.join("\n  ", silent));
  }

  /** Whether the other nodes would say the same, and perhaps count it as an attack. */
  static boolean isForEveryNode(Failure failure) {
    return isDenial(failure) || failure.code().equals("too-many-attempts");
  }

  private static boolean isDenial(Failure failure) {
    return failure.exitCode() == ExitCodes.NOT_ALLOWED;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "lockstep-first-answer");
    thread.setDaemon(true);
    return thread;
  }
}
