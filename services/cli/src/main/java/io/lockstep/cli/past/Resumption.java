package io.lockstep.cli.past;

import io.lockstep.cli.client.PastClient;
import io.lockstep.cli.client.WatchEvent;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Watches on behind the last event when the connection is lost, once there was one: behind the
 * revision at which the node was then where no event has come yet.
 */
final class Resumption {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Supplier<PastClient> nodes;
  private final PrintWriter err;
  private Long last;

  /** Why it has no connection, as said since it had the last one: each reason once. */
  private final Set<String> said = new HashSet<>();

  private boolean connected;
  private boolean done;

  /** Asks for a node before each connection. */
  Resumption(Supplier<PastClient> nodes, PrintWriter err) {
    this.nodes = nodes;
    this.err = err;
  }

  /**
   * Hands over each event once and in order.
   *
   * @param from first revision that is wanted; null for the next change
   * @param show says whether to go on
   */
  void run(Long from, Predicate<WatchEvent> show) {
    while (!done) {
      try {
        nodes.get().watch(from, last, head -> connected(from, head), event -> take(event, show));
        pause("the connection has ended");
      } catch (Failure e) {
        if (!connected || e.exitCode() != ExitCodes.NOT_AVAILABLE) {
          throw e;
        }
        pause(e.getMessage());
      }
    }
  }

  private void connected(Long from, long head) {
    connected = true;
    said.clear();
    if (from == null && last == null) {
      last = head;
    }
  }

  private boolean take(WatchEvent event, Predicate<WatchEvent> show) {
    if (event.name().equals("end")) {
      end(event);
      return false;
    }
    last = event.id() == null ? last : event.id();
    done = !show.test(event);
    return !done;
  }

  private static void end(WatchEvent event) {
    String code = event.data().path("code").asText();
    if (code.startsWith("session-")) {
      throw new Failure(ExitCodes.NOT_ALLOWED, code, event.data().path("reason").asText());
    }
  }

  private void pause(String why) {
    if (done) {
      return;
    }
    if (said.add(why)) {
      err.println("lockstep: " + why + "; going on behind revision " + (last == null ? "-" : last));
      err.flush();
    }
    try {
      new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      done = true;
    }
  }
}
