package io.lockstep.node;

import io.lockstep.log.process.CannotStartException;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.StandardProfile;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.node.tls.ClusterIdentity;
import io.lockstep.node.tls.TlsFollower;
import io.lockstep.node.tls.TlsIdentity;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node with its API. */
public final class NodeServer implements AutoCloseable {
  /** Longest request that the API reads. */
  public static final int LONGEST_REQUEST_BYTES = 32 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(NodeServer.class);
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

  /** Shorter, since the primary's role waits for it to be handed over. */
  private static final Duration LAST_ANSWERS_AT_THE_END = Duration.ofSeconds(2);

  /** The event loops that hold the socket that listens; Micronaut's name for them. */
  private static final String ACCEPTORS = "parent";

  private final NodeService service;
  private final ClusterIdentity identity;
  private final TlsFollower follower;
  private ApplicationContext context;
  private boolean closed;

  private NodeServer(NodeService service) {
    this.service = service;
    this.identity =
        new ClusterIdentity(
            service.trust(), () -> service.certificates().authority().issueFor(service.self()));
    this.follower = new TlsFollower(service.replay(), identity, this::listen);
  }

  /**
   * Starts a node, then its API.
   *
   * @throws CannotStartException that says why it cannot; nothing runs then
   */
  public static NodeServer start(NodeSettings settings) {
    return start(settings, new StandardProfile());
  }

  /** The same, with another profile. */
  public static NodeServer start(NodeSettings settings, Profile profile) {
    requireFreePort(settings);
    NodeService service = NodeService.start(settings, Clock.systemUTC(), profile);
    NodeServer server = new NodeServer(service);
    try {
      server.follower.start();
      return server;
    } catch (RuntimeException e) {
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

  /** Opens the API anew; what was asked before is answered first. */
  private synchronized void listen(boolean tls) {
    if (closed) {
      return;
    }
    if (context != null) {
      stop(LAST_ANSWERS);
    }
    ApplicationContext next = context(service, identity, tls);
    try {
      next.start();
      next.getBean(EmbeddedServer.class).start();
      context = next;
    } catch (RuntimeException e) {
      next.close();
      throw e;
    }
  }

  private static void awaitAnswers(EmbeddedServer server, Duration patience) {
    try {
      ((GracefulShutdownCapable) server)
          .shutdownGracefully()
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("requests were left without an answer reason={}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ApplicationContext context(
      NodeService service, TlsIdentity identity, boolean tls) {
    NodeSettings settings = service.settings();
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.application.name", "lockstep-node");
    properties.put("micronaut.server.host", settings.httpHost());
    properties.put("micronaut.server.port", settings.httpPort());
    String acceptors = "micronaut.netty.event-loops." + ACCEPTORS;
    properties.put(acceptors + ".num-threads", 1);
    properties.put(acceptors + ".shutdown-quiet-period", "0s");
    properties.put("micronaut.server.max-request-size", LONGEST_REQUEST_BYTES);
    properties.put("micronaut.server.max-request-buffer-size", LONGEST_REQUEST_BYTES);
    properties.put("micronaut.serde.serialization.inclusion", "ALWAYS");
    // A mistyped "secret" would otherwise leave a value in the clear.
    properties.put("micronaut.serde.deserialization.ignore-unknown", false);
    properties.put("endpoints.health.enabled", true);
    properties.put("endpoints.health.sensitive", false);
    properties.put("endpoints.health.details-visible", "ANONYMOUS");
    properties.put("endpoints.all.enabled", false);
    if (tls) {
      properties.put("micronaut.server.ssl.enabled", true);
      properties.put("micronaut.server.ssl.port", settings.httpPort());
      properties.put("micronaut.server.ssl.key-name", TlsIdentity.NAME);
      properties.put("micronaut.server.ssl.key.password", TlsIdentity.KEY_PASSWORD);
      properties.put("micronaut.server.ssl.protocols", TlsIdentity.PROTOCOLS);
    }
    return ApplicationContext.builder()
        .deduceEnvironment(false)
        .banner(false)
        .singletons(service, identity)
        .properties(properties)
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
            .formatted(settings.httpHost(), settings.httpPort(), cause.getMessage()),
        cause);
  }

  /** The node. */
  public NodeService service() {
    return service;
  }

  /** The certificate with which the API presents itself, where it speaks TLS. */
  public TlsIdentity identity() {
    return identity;
  }

  /** Nobody is let in any more, and who was has an answer, before what gives answers goes. */
  private void stop(Duration patience) {
    service.watches().sendAway(); // they would never be done
    awaitAnswers(context.getBean(EmbeddedServer.class), patience);
    Collection<ExecutorService> executors = context.getBeansOfType(ExecutorService.class);
    EventLoopGroup acceptors =
        context.getBean(EventLoopGroupRegistry.class).getEventLoopGroup(ACCEPTORS).orElseThrow();
    context.close();
    executors.forEach(ExecutorService::shutdown); // the context leaves their threads for a minute
    awaitFreePort(acceptors);
    context = null;
  }

  /** The context does not wait for them, and the next to listen would find the port taken. */
  private static void awaitFreePort(EventLoopGroup acceptors) {
    acceptors
        .shutdownGracefully(0, LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(LAST_ANSWERS.toMillis());
  }

  /** Stops the API, then the node, which hands the primary's role over if it has it. */
  @Override
  public void close() {
    service.status().stopping();
    follower.close();
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (context != null) {
        stop(LAST_ANSWERS_AT_THE_END);
      }
    }
    service.close();
  }
}
