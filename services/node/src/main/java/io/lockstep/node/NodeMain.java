package io.lockstep.node;

import io.lockstep.node.settings.InvalidSettingsException;
import io.lockstep.node.settings.NodeSettings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
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

  private NodeMain() {}

  /**
   * Runs a node until the process is told to stop. Prints a line when it is ready.
   *
   * @return the exit code: 0 after a stop that was asked for, else as {@link CannotStartException}
   */
  public static int run(Map<String, String> given) {
    NodeService service;
    EmbeddedServer server;
    try {
      NodeSettings settings = NodeSettings.of(given);
      service = NodeService.start(settings);
      try {
        server = serve(service);
      } catch (RuntimeException e) {
        service.close();
        throw cannotServe(settings, e);
      }
    } catch (InvalidSettingsException e) {
      return fail(CannotStartException.USAGE, e.getMessage());
    } catch (CannotStartException e) {
      return fail(e.exitCode(), e.getMessage());
    }
    return untilStopped(service, server);
  }

  private static int untilStopped(NodeService service, EmbeddedServer server) {
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
      if (!ready && service.status().problems().isEmpty()) {
        ready = true;
        System.out.println(
            "lockstep node " + service.self().getId() + " ready at " + service.self().getUrl());
      }
    }
    LOG.info("stopping node={}", service.self().getId());
    service.status().stopping();
    server.close();
    service.close();
    LOG.info("stopped node={}", service.self().getId());
    stopped.countDown();
    return 0;
  }

  private static EmbeddedServer serve(NodeService service) {
    NodeSettings settings = service.settings();
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .singletons(service)
            .properties(
                Map.of(
                    "micronaut.application.name",
                    "lockstep-node",
                    "micronaut.server.host",
                    settings.httpHost(),
                    "micronaut.server.port",
                    settings.httpPort(),
                    "micronaut.server.max-request-size",
                    "33554432",
                    "micronaut.serde.serialization.inclusion",
                    "ALWAYS",
                    "endpoints.health.enabled",
                    true,
                    "endpoints.health.sensitive",
                    false,
                    "endpoints.health.details-visible",
                    "ANONYMOUS",
                    "endpoints.all.enabled",
                    false))
            .build()
            .start();
    return context.getBean(EmbeddedServer.class).start();
  }

  private static RuntimeException cannotServe(NodeSettings settings, RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServerStartupException || cause instanceof java.net.BindException) {
        return new CannotStartException(
            CannotStartException.FAILED,
            "the API cannot listen on %s:%d (%s); free the port or set http.port"
                .formatted(settings.httpHost(), settings.httpPort(), cause.getMessage()));
      }
    }
    return e;
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
