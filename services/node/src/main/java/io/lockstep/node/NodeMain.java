package io.lockstep.node;

import io.lockstep.log.settings.InvalidSettingsException;
import io.lockstep.node.settings.NodeSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a node as a process. */
public final class NodeMain {
  private static final Logger LOG = LoggerFactory.getLogger(NodeMain.class);
  private static final Duration LOOK = Duration.ofMillis(50);

  /** Between two looks at whether the node rests. */
  private static final Duration REST = Duration.ofSeconds(5);

  private NodeMain() {}

  /**
   * Runs a node until the process is told to stop. Prints a line when it is ready.
   *
   * @return the exit code: 0 after a stop that was asked for, else as {@link CannotStartException}
   */
  public static int run(Map<String, String> given) {
    ProcessHeap heap = ProcessHeap.growing();
    NodeServer server;
    try {
      server = NodeServer.start(NodeSettings.of(given));
    } catch (InvalidSettingsException e) {
      return fail(CannotStartException.USAGE, e.getMessage());
    } catch (CannotStartException e) {
      return fail(e.exitCode(), e.getMessage());
    }
    return untilStopped(server, heap);
  }

  private static int untilStopped(NodeServer server, ProcessHeap heap) {
    NodeService service = server.service();
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
    while (!await(stop, ready ? REST : LOOK)) {
      if (ready) {
        heap.look(service.replay().view().image().revision());
      } else if (service.status().problems().isEmpty()) {
        ready = true;
        System.out.println(
            "lockstep node " + service.self().getId() + " ready at " + service.self().getUrl());
      }
    }
    LOG.info("stopping node={}", service.self().getId());
    server.close();
    LOG.info("stopped node={}", service.self().getId());
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
    System.err.println("lockstep node: " + message);
    return exitCode;
  }
}
