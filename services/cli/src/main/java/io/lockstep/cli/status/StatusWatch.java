package io.lockstep.cli.status;

import io.lockstep.cli.client.StatusClient;
import io.lockstep.cli.client.StatusDocument;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Follows the status; comes back when the connection is lost, once it had one. */
final class StatusWatch {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final StatusClient client;
  private final PrintWriter err;
  private long left;
  private boolean connected;

  StatusWatch(StatusClient client, PrintWriter err) {
    this.client = client;
    this.err = err;
  }

  /**
   * Hands over the status at once, and at each change.
   *
   * @param count after how many it ends
   * @param show says whether anybody wants more
   */
  void run(long count, Predicate<StatusDocument> show) {
    left = count;
    while (left > 0) {
      try {
        client.watch(document -> take(document, show));
        lost("the connection has ended");
      } catch (Failure e) {
        if (!connected || e.exitCode() != ExitCodes.NOT_AVAILABLE) {
          throw e;
        }
        lost(e.getMessage());
      }
    }
  }

  private boolean take(StatusDocument document, Predicate<StatusDocument> show) {
    connected = true;
    left = show.test(document) ? left - 1 : 0;
    return left > 0;
  }

  private void lost(String why) {
    if (left <= 0) {
      return;
    }
    err.println("what is shown is no longer new: " + why + "; trying again");
    err.flush();
    try {
      new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      left = 0;
    }
  }
}
