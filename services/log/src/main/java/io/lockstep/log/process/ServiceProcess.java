package io.lockstep.log.process;

import io.lockstep.log.settings.InvalidSettingsException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that runs a service until a signal ends it. */
public final class ServiceProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);

  /** Between two looks at whether the service is ready. */
  private static final Duration LOOK = Duration.ofMillis(50);

  private static final Duration REST = Duration.ofSeconds(5);

  /** The longest that the JVM waits for the service's end before it ends itself. */
  private static final Duration END = Duration.ofSeconds(60);

  private ServiceProcess() {}

  /**
   * Starts a service and runs it until the process is told to stop. Prints a line when it is ready,
   * and one to the standard error where it does not start.
   *
   * @param name of the service, such as "lockstep node"
   * @return the exit code: 0 after a stop that was asked for, else as {@link CannotStartException}
   */
  public static int run(String name, Supplier<? extends RunningService> start) {
    RunningService service;
    try {
      service = start.get();
    } catch (InvalidSettingsException e) {
      return fail(name, CannotStartException.USAGE, e.getMessage());
    } catch (CannotStartException e) {
      return fail(name, e.exitCode(), e.getMessage());
    }
    untilStopped(name, service);
    return 0;
  }

  private static void untilStopped(String name, RunningService service) {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              stop.countDown();
              await(stopped, END);
            },
            "lockstep-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    boolean ready = false;
    while (!await(stop, ready ? REST : LOOK)) {
      if (ready) {
        service.rest();
      } else {
        Optional<String> where = service.ready();
        where.ifPresent(System.out::println);
        ready = where.isPresent();
      }
    }
    LOG.info("stopping service={}", name);
    service.close();
    LOG.info("stopped service={}", name);
    stopped.countDown();
  }

  private static boolean await(CountDownLatch latch, Duration time) {
    try {
      return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static int fail(String name, int exitCode, String message) {
    System.err.println(name + ": " + message);
    return exitCode;
  }
}
