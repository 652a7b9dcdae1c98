package io.lockstep.node;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.codec.SchemaCacheException;
import io.lockstep.log.codec.SchemaMissingException;
import io.lockstep.log.command.CommandSender;
import io.lockstep.log.report.ReportSender;
import io.lockstep.log.tail.LogEnds;
import io.lockstep.log.tail.LogTailer;
import io.lockstep.log.topic.TopicLayout;
import io.lockstep.log.topic.TopicVerifier;
import io.lockstep.log.topic.TopicsUnfitException;
import io.lockstep.materialize.Materializer;
import io.lockstep.materialize.file.MaterializeException;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.StandardProfile;
import io.lockstep.node.command.CommandGateway;
import io.lockstep.node.observe.Liveness;
import io.lockstep.node.primary.PrimaryClients;
import io.lockstep.node.primary.PrimaryRole;
import io.lockstep.node.publish.Publisher;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.report.NodeStatus;
import io.lockstep.node.report.Reporter;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.node.snapshot.Snapshot;
import io.lockstep.node.snapshot.SnapshotChoice;
import io.lockstep.node.snapshot.SnapshotStore;
import io.lockstep.schema.Member;
import io.lockstep.schema.topic.TrustedRecords;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.image.ClusterImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns everything that runs in a node: makes it, starts it in order, closes it in reverse. */
public final class NodeService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeService.class);

  static {
    TrustedRecords.declare();
  }

  private final NodeSettings settings;
  private final Member self;
  private final String incarnation = UUID.randomUUID().toString();
  private final Deque<AutoCloseable> owned = new ArrayDeque<>();
  private final Profile profile = new StandardProfile();
  private ReplayService replay;
  private Liveness liveness;
  private NodeStatus status;
  private CommandGateway gateway;
  private LogTailer tailer;
  private PrimaryRole role;
  private Publisher publisher;

  private NodeService(NodeSettings settings) {
    this.settings = settings;
    this.self = SelfDescription.of(settings);
  }

  /**
   * Starts a node; returns when its threads run. It is ready when {@link NodeStatus#problems()} is
   * empty.
   *
   * @throws CannotStartException that says why it cannot
   */
  public static NodeService start(NodeSettings settings) {
    NodeService service = new NodeService(settings);
    try {
      service.start();
      return service;
    } catch (LogUnavailableException | RegistryUnavailableException e) {
      service.close();
      throw new CannotStartException(CannotStartException.UNAVAILABLE, e.getMessage());
    } catch (TopicsUnfitException | SchemaMissingException e) {
      service.close();
      throw new CannotStartException(CannotStartException.REFUSED, e.getMessage());
    } catch (MaterializeException | SchemaCacheException e) {
      service.close();
      throw new CannotStartException(CannotStartException.FAILED, e.getMessage());
    } catch (RuntimeException e) {
      service.close();
      throw e;
    }
  }

  private void start() {
    own(DataFolder.hold(settings.dataDir()));
    LogConnection connection =
        new LogConnection(
            settings.cluster(),
            settings.bootstrapServers(),
            settings.registry(),
            settings.dataDir().resolve("schemas"),
            settings.kafkaClient());
    new TopicVerifier(
            connection, new TopicLayout(settings.replicationFactor(), settings.minInsyncReplicas()))
        .require();
    Codecs codecs = own(new Codecs(connection));
    codecs.prepare();
    LogEnds ends = own(new LogEnds(connection));
    SnapshotStore snapshots = new SnapshotStore(settings.dataDir(), settings.cluster());
    Optional<Snapshot> snapshot = usable(snapshots, ends);

    liveness = new Liveness(self.getId(), System::nanoTime, this::timeout);
    replay =
        new ReplayService(
            snapshot.map(Snapshot::image).orElse(ClusterImage.EMPTY),
            snapshot.map(Snapshot::offset).orElse(0L),
            ends::eventsReadable, // what stands behind, only the next primary can make readable
            ends::outcomesReadable,
            reports -> reports.forEach(liveness::hear),
            System::nanoTime);
    Materializer materializer =
        new Materializer(
            settings.filesDir(),
            settings.dataDir().resolve("manifest.json"),
            profile,
            self.getId());
    publisher =
        new Publisher(
            materializer,
            snapshots,
            settings.snapshotEvents(),
            settings.snapshotInterval(),
            () -> Instant.now().minusMillis(replay.staleMillis()));
    tailer = new LogTailer(connection, codecs, replay, snapshot.map(Snapshot::offset).orElse(0L));
    replay.onRestart(tailer::restartFrom);
    replay.onDivergence(publisher::forget);
    replay.addListener(view -> liveness.reach(view.image().revision()));
    replay.addListener(
        view -> {
          // Only a member's files are managed: not a joiner's yet, and a removed node's no more.
          if (view.image().members().present(self.getId()).isPresent()) {
            publisher.offer(view);
          }
        });
    CommandSender sender = own(new CommandSender(connection, codecs));
    gateway =
        new CommandGateway(
            settings.cluster(), self.getId(), replay, sender::send, settings.commandTimeout());
    role =
        new PrimaryRole(
            self,
            replay,
            liveness,
            new PrimaryClients(connection, codecs),
            this::timeout,
            System::currentTimeMillis);
    status = new NodeStatus(self.getId(), replay, publisher, role);
    Reporter reporter =
        new Reporter(
            self,
            incarnation,
            replay,
            status,
            own(new ReportSender(connection, codecs)),
            this::reportInterval);
    Membership membership = new Membership(self, settings.rejoin(), replay, gateway, status);

    // Closed in the reverse order: the role is handed over while the tail still reads.
    own(tailer).start();
    own(publisher).start();
    own(reporter).start();
    own(role).start();
    own(membership).start();
    LOG.info(
        "started node={} cluster={} incarnation={} revision={}",
        self.getId(),
        settings.cluster(),
        incarnation,
        replay.image().revision());
  }

  private Optional<Snapshot> usable(SnapshotStore snapshots, LogEnds ends) {
    Optional<Snapshot> snapshot = snapshots.read();
    if (snapshot.isEmpty()) {
      return snapshot;
    }
    Optional<String> problem =
        SnapshotChoice.problem(
            snapshot.get(),
            Instant.now(),
            Duration.ofMillis(ends.deleteRetentionMillis()),
            ends.eventsBegin(),
            ends.eventsEnd());
    problem.ifPresent(reason -> LOG.warn("snapshot is not used reason={}", reason));
    return problem.isPresent() ? Optional.empty() : snapshot;
  }

  private Duration timeout() {
    return Duration.ofMillis(
        Long.parseLong(KnownParameters.shared(replay.image(), KnownParameters.CONNECTION_TIMEOUT)));
  }

  private Duration reportInterval() {
    Duration most = timeout().dividedBy(4);
    return settings.reportInterval().compareTo(most) < 0 ? settings.reportInterval() : most;
  }

  private <T extends AutoCloseable> T own(T closeable) {
    owned.push(closeable);
    return closeable;
  }

  /** The settings that it runs with. */
  public NodeSettings settings() {
    return settings;
  }

  /** The node as it presents itself to the cluster. */
  public Member self() {
    return self;
  }

  /** Identifies this run of the process. */
  public String incarnation() {
    return incarnation;
  }

  /** What it knows. */
  public ReplayService replay() {
    return replay;
  }

  /** What it has heard of the others. */
  public Liveness liveness() {
    return liveness;
  }

  /** How it is. */
  public NodeStatus status() {
    return status;
  }

  /** Where requests go. */
  public CommandGateway gateway() {
    return gateway;
  }

  /** What the managed product keeps on disk. */
  public Profile profile() {
    return profile;
  }

  /** Nanoseconds since the slowest of its threads last went round. */
  public long loopAgeNanos() {
    long now = System.nanoTime();
    return Math.max(
        now - tailer.lastLoopNanos(), Math.max(now - role.loopedAt(), now - publisher.loopedAt()));
  }

  /** Hands the primary's role over, writes a last snapshot, and stops all threads. */
  @Override
  public void close() {
    if (status != null) {
      status.stopping();
    }
    while (!owned.isEmpty()) {
      AutoCloseable next = owned.pop();
      try {
        next.close();
      } catch (Exception e) {
        LOG.warn("not closed cleanly part={}", next.getClass().getSimpleName(), e);
      }
    }
  }
}
