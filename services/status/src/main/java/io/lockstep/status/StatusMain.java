package io.lockstep.status;

import io.lockstep.log.settings.InvalidSettingsException;
import io.lockstep.status.settings.StatusSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the status application as a process. */
public final class StatusMain {
  private static final Logger LOG = LoggerFactory.getLogger(StatusMain.class);
  private static final Duration LOOK = Duration.ofMillis(50);

  private StatusMain() {}

  /**
   * Runs the status application until the process is told to stop. Prints a line when it is ready.
   *
   * @return the exit code: 0 after a stop that was asked for, else as {@link CannotStartException}
   */
  public static int run(Map<String, String> given) {
    StatusServer server;
    try {
      server = StatusServer.start(StatusSettings.of(given));
    } catch (InvalidSettingsException e) {
      return fail(CannotStartException.USAGE, e.getMessage());
    } catch (CannotStartException e) {
      return fail(e.exitCode(), e.getMessage());
    }
    return untilStopped(server);
  }

  private static int untilStopped(StatusServer server) {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              stop.countDown();
              await(stopped, Duration.ofSeconds(60));
            },
            "lockstep-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    boolean ready = false;
    while (!await(stop, ready ? Duration.ofDays(1) : LOOK)) {
      if (!ready && server.streams().notReady().isEmpty()) {
        ready = true;
        System.out.println("lockstep status ready at " + server.uri());
      }
    }
    LOG.info("stopping");
    server.close();
    LOG.info("stopped");
    stopped.countDown();
    return 0;
  }

  private static boolean await(CountDownLatch latch, Duration time) {
    try {
      return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static int fail(int exitCode, String message) {
    System.err.println("lockstep status: " + message);
    return exitCode;
  }
}
