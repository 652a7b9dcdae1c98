package io.lockstep.status;

import io.lockstep.log.ClockGuard;
import io.lockstep.log.ConnectionCheck;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogSettingsException;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.codec.SchemaCacheException;
import io.lockstep.log.codec.SchemaMissingException;
import io.lockstep.log.process.CannotStartException;
import io.lockstep.log.topic.TopicLayout;
import io.lockstep.log.topic.TopicsUnfitException;
import io.lockstep.status.access.ServerIdentity;
import io.lockstep.status.access.ViewerToken;
import io.lockstep.status.metrics.JudgeMeasures;
import io.lockstep.status.metrics.StatusRegistry;
import io.lockstep.status.notify.Notifications;
import io.lockstep.status.past.Authorities;
import io.lockstep.status.past.FileAuthorities;
import io.lockstep.status.past.NodeGateway;
import io.lockstep.status.past.PublishedAuthorities;
import io.lockstep.status.past.ReadyNodes;
import io.lockstep.status.settings.NotifySettings;
import io.lockstep.status.settings.StatusSettings;
import io.lockstep.status.streams.StatusStreams;
import io.lockstep.status.timeline.Timeline;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.BeanConfiguration;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** The status application: the topology and its API. */
public final class StatusServer implements AutoCloseable {
  /** What may be on the class path too, and serves its own API. */
  private static final String OTHERS = "io.lockstep.node";

  /** What is sent is a revision or the id of a change. */
  private static final String MOST_REQUEST_BYTES = "16KB";

  private final StatusStreams streams;
  private final Timeline timeline;
  private final Notifications notifications;
  private final ApplicationContext context;
  private final EmbeddedServer server;
  private final ClockGuard clock;

  private StatusServer(
      StatusStreams streams,
      Timeline timeline,
      Notifications notifications,
      ApplicationContext context,
      EmbeddedServer server) {
    this.streams = streams;
    this.timeline = timeline;
    this.notifications = notifications;
    this.context = context;
    this.server = server;
    clock = new ClockGuard(renewals(), System::currentTimeMillis, System::nanoTime);
    clock.start();
  }

  /**
   * Starts the topology, then the API.
   *
   * @throws io.lockstep.log.settings.InvalidSettingsException if a file that the settings name
   *     cannot be used
   * @throws CannotStartException that says why it cannot; nothing runs then
   */
  public static StatusServer start(StatusSettings settings) {
    ViewerToken token = ViewerToken.of(settings.token());
    Optional<ServerIdentity> identity =
        settings
            .keystore()
            .map(file -> ServerIdentity.of(file, settings.keystorePassword(), Instant.now()));
    NotifySettings notify = settings.notifications();
    LogConnection connection = settings.connection();
    requireFreePort(settings.httpHost(), settings.httpPort());
    try {
      ConnectionCheck.require(connection);
      return start(
          connection,
          settings.layout(),
          settings.httpHost(),
          settings.httpPort(),
          token,
          identity,
          settings.nodesCa(),
          notify);
    } catch (LogUnavailableException | RegistryUnavailableException e) {
      throw new CannotStartException(CannotStartException.UNAVAILABLE, e.getMessage(), e);
    } catch (TopicsUnfitException | SchemaMissingException e) {
      throw new CannotStartException(CannotStartException.REFUSED, e.getMessage(), e);
    } catch (LogSettingsException e) {
      throw new CannotStartException(CannotStartException.USAGE, e.getMessage(), e);
    } catch (SchemaCacheException e) {
      throw new CannotStartException(CannotStartException.FAILED, e.getMessage(), e);
    }
  }

  /** Before it joins the others that judge, only to leave again. */
  private static void requireFreePort(String host, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException e) {
      throw new CannotStartException(
          CannotStartException.FAILED,
          "the API cannot listen on %s:%d (%s); free the port or set http.port and http.host"
              .formatted(host, port, e.getMessage()),
          e);
    }
  }

  /**
   * Starts the topology, then the API in plain HTTP, for everybody who can reach it.
   *
   * @param host where to listen
   * @param port where to listen; 0 for any free port
   * @throws RuntimeException as {@link StatusStreams#start} does, or where the port is taken
   */
  static StatusServer start(LogConnection connection, TopicLayout layout, String host, int port) {
    return start(connection, layout, host, port, NotifySettings.NONE);
  }

  /** The same, and tells people of alerts. */
  static StatusServer start(
      LogConnection connection, TopicLayout layout, String host, int port, NotifySettings notify) {
    return start(
        connection,
        layout,
        host,
        port,
        ViewerToken.of(Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        notify);
  }

  private static StatusServer start(
      LogConnection connection,
      TopicLayout layout,
      String host,
      int port,
      ViewerToken token,
      Optional<ServerIdentity> identity,
      Optional<Path> nodesCa,
      NotifySettings notify) {
    JudgeMeasures measures = new JudgeMeasures();
    StatusStreams streams = StatusStreams.start(connection, layout, measures);
    StatusRegistry metrics = new StatusRegistry(streams, measures);
    Timeline timeline = Timeline.start(connection, streams.codecs());
    Map<String, Object> properties = properties(host, port);
    identity.ifPresent(tls -> properties.putAll(tls.serverProperties(port)));
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .singletons(streams, token, metrics, timeline)
            .singletons(gateway(connection, streams, nodesCa))
            .beanConfigurations(BeanConfiguration.disabled(OTHERS))
            .properties(properties)
            .build();
    Notifications notifications = null;
    try {
      notifications = Notifications.start(connection, notify, metrics.registry());
      context.start();
      EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
      return new StatusServer(streams, timeline, notifications, context, server);
    } catch (RuntimeException e) {
      context.close();
      if (notifications != null) {
        notifications.close();
      }
      timeline.close();
      streams.close();
      throw e;
    }
  }

  private static NodeGateway gateway(
      LogConnection connection, StatusStreams streams, Optional<Path> nodesCa) {
    return new NodeGateway(
        nodesCa
            .<Authorities>map(FileAuthorities::new)
            .orElseGet(() -> new PublishedAuthorities(connection, streams.codecs())),
        () ->
            streams
                .snapshot()
                .map(snapshot -> ReadyNodes.of(snapshot.nodes().values()))
                .orElseGet(Map::of));
  }

  private static Map<String, Object> properties(String host, int port) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.application.name", "lockstep-status");
    properties.put("lockstep.application", "status"); // asked for by package-info
    properties.put("micronaut.server.host", host);
    properties.put("micronaut.server.port", port == 0 ? -1 : port);
    properties.put("micronaut.server.max-request-size", MOST_REQUEST_BYTES);
    properties.put("micronaut.serde.serialization.inclusion", "ALWAYS");
    properties.put("endpoints.health.enabled", true);
    properties.put("endpoints.health.sensitive", false);
    properties.put("endpoints.health.details-visible", "ANONYMOUS");
    properties.put("endpoints.all.enabled", false);
    return properties;
  }

  /** Where the API answers. */
  public URI uri() {
    return server.getURI();
  }

  /** The topology. */
  public StatusStreams streams() {
    return streams;
  }

  /** Each lets a part go on with new clients of Kafka. */
  List<Runnable> renewals() {
    return List.of(streams::renew, timeline::renew, notifications::renew);
  }

  /** Stops the API, the notifications, then the topology. */
  @Override
  public void close() {
    if (!context.isRunning()) {
      return; // closed before
    }
    clock.close();
    Collection<ExecutorService> executors = context.getBeansOfType(ExecutorService.class);
    context.close();
    executors.forEach(ExecutorService::shutdown); // the context leaves their threads for a minute
    notifications.close();
    timeline.close(); // uses the codecs of the topology
    streams.close();
  }
}
