package io.lockstep.node;

import io.lockstep.node.settings.NodeSettings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** A node with its API. */
public final class NodeServer implements AutoCloseable {
  /** Longest request that the API reads. */
  public static final int LONGEST_REQUEST_BYTES = 32 * 1024 * 1024;

  private final NodeService service;
  private final ApplicationContext context;

  private NodeServer(NodeService service, ApplicationContext context) {
    this.service = service;
    this.context = context;
  }

  /**
   * Starts a node, then its API.
   *
   * @throws CannotStartException that says why it cannot; nothing runs then
   */
  public static NodeServer start(NodeSettings settings) {
    requireFreePort(settings);
    NodeService service = NodeService.start(settings);
    ApplicationContext context = context(service);
    try {
      context.start();
      context.getBean(EmbeddedServer.class).start();
      return new NodeServer(service, context);
    } catch (RuntimeException e) {
      context.close();
      service.close();
      throw cannotServe(settings, e);
    }
  }

  /** Before the node joins or becomes primary, only to leave again. */
  private static void requireFreePort(NodeSettings settings) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(
          new InetSocketAddress(InetAddress.getByName(settings.httpHost()), settings.httpPort()));
    } catch (IOException e) {
      throw cannotListen(settings, e);
    }
  }

  private static ApplicationContext context(NodeService service) {
    NodeSettings settings = service.settings();
    return ApplicationContext.builder()
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
                LONGEST_REQUEST_BYTES,
                "micronaut.server.max-request-buffer-size",
                LONGEST_REQUEST_BYTES,
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
        .build();
  }

  private static RuntimeException cannotServe(NodeSettings settings, RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServerStartupException || cause instanceof BindException) {
        return cannotListen(settings, cause);
      }
    }
    return e;
  }

  private static CannotStartException cannotListen(NodeSettings settings, Throwable cause) {
    return new CannotStartException(
        CannotStartException.FAILED,
        "the API cannot listen on %s:%d (%s); free the port or set http.port and http.host"
            .formatted(settings.httpHost(), settings.httpPort(), cause.getMessage()));
  }

  /** The node. */
  public NodeService service() {
    return service;
  }

  /** Stops the API, then the node, which hands the primary's role over if it has it. */
  @Override
  public void close() {
    if (!context.isRunning()) {
      return; // closed before
    }
    service.status().stopping();
    Collection<ExecutorService> executors = context.getBeansOfType(ExecutorService.class);
    context.close();
    executors.forEach(ExecutorService::shutdown); // the context leaves their threads for a minute
    service.close();
  }
}
