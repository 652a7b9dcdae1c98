package io.lockstep.node;

import io.lockstep.log.ClockGuard;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.command.CommandSender;
import io.lockstep.log.process.CannotStartException;
import io.lockstep.log.report.ReportSender;
import io.lockstep.log.settings.AccessToken;
import io.lockstep.log.tail.EventScan;
import io.lockstep.log.tail.LogEnds;
import io.lockstep.log.tail.LogTailer;
import io.lockstep.materialize.DiskPreview;
import io.lockstep.materialize.formats.Formats;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.StandardProfile;
import io.lockstep.materialize.profile.cluster.ClusterProfiles;
import io.lockstep.materialize.profile.cluster.ProfileCatalogue;
import io.lockstep.materialize.validate.WellFormed;
import io.lockstep.node.certificate.NodeCertificates;
import io.lockstep.node.certificate.ProfileStores;
import io.lockstep.node.certificate.TrustProfile;
import io.lockstep.node.clusterstate.ClusterStateWriter;
import io.lockstep.node.command.CommandGateway;
import io.lockstep.node.content.ContentHooks;
import io.lockstep.node.content.ContentService;
import io.lockstep.node.hook.HookQueue;
import io.lockstep.node.metrics.NodeMetrics;
import io.lockstep.node.metrics.TailMeasures;
import io.lockstep.node.observe.Duplicates;
import io.lockstep.node.observe.Liveness;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.past.Past;
import io.lockstep.node.past.Reverts;
import io.lockstep.node.preflight.Preflight;
import io.lockstep.node.primary.PrimaryClients;
import io.lockstep.node.primary.PrimaryDuty;
import io.lockstep.node.primary.PrimaryRole;
import io.lockstep.node.primary.Surroundings;
import io.lockstep.node.product.InstalledProduct;
import io.lockstep.node.publish.Publisher;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.report.NodeStatus;
import io.lockstep.node.report.Readiness;
import io.lockstep.node.report.Reporter;
import io.lockstep.node.report.StartOrder;
import io.lockstep.node.resync.Resync;
import io.lockstep.node.rotation.Rotation;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.node.snapshot.Snapshot;
import io.lockstep.node.snapshot.SnapshotStore;
import io.lockstep.node.trust.LogTrust;
import io.lockstep.node.trust.NodeKeyLostException;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.node.watch.WatchHub;
import io.lockstep.schema.Member;
import io.lockstep.schema.Problem;
import io.lockstep.schema.topic.TrustedRecords;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.trust.signature.CommandVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns everything that runs in a node: makes it, starts it in order, closes it in reverse. */
public final class NodeService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeService.class);

  static {
    TrustedRecords.declare();
  }

  private final NodeSettings settings;
  private Member self;
  private final String incarnation = UUID.randomUUID().toString();
  private final long startedMillis = System.currentTimeMillis();
  private final Deque<AutoCloseable> owned = new ArrayDeque<>();
  private final Clock clock;
  private final Warnings warnings = new Warnings();
  private final ProfileCatalogue profiles = new ProfileCatalogue();
  private final ClusterProfiles profile;
  private volatile ContentService content; // asked for by the threads that start before it
  private NodeTrust trust;
  private ReplayService replay;
  private Liveness liveness;
  private NodeStatus status;
  private CommandGateway gateway;
  private Rotation rotation;
  private LogTailer tailer;
  private PrimaryRole role;
  private NodeFiles files;
  private Resync resync;
  private NodeCertificates certificates;
  private NodeMetrics metrics;
  private AccessToken metricsToken;
  private Past past;
  private Reverts reverts;
  private WatchHub watches;
  private Preflight preflight;

  private NodeService(NodeSettings settings, Clock clock, Profile standard) {
    this.settings = settings;
    this.clock = clock;
    this.profile = new ClusterProfiles(profiles, new TrustProfile(standard), new ProfileStores());
  }

  /**
   * Starts a node; returns when its threads run. It is ready when {@link NodeStatus#problems()} is
   * empty.
   *
   * @throws CannotStartException that says why it cannot
   */
  public static NodeService start(NodeSettings settings) {
    return start(settings, Clock.systemUTC());
  }

  /** The same; what it asks for when it joins has the time of {@code clock}. */
  static NodeService start(NodeSettings settings, Clock clock) {
    return start(settings, clock, new StandardProfile());
  }

  /** The same, with what the profile {@code standard} means. */
  public static NodeService start(NodeSettings settings, Profile standard) {
    return start(settings, Clock.systemUTC(), standard);
  }

  /** The same, with what the profile {@code standard} means. */
  static NodeService start(NodeSettings settings, Clock clock, Profile standard) {
    NodeService service = new NodeService(settings, clock, standard);
    try {
      service.start();
      return service;
    } catch (RuntimeException e) {
      service.close();
      throw StartFailures.of(e);
    }
  }

  private void start() {
    metricsToken = AccessToken.of("metrics.token.file", settings.metricsToken());
    own(DataFolder.hold(settings.dataDir()));
    trust =
        own(
            NodeTrust.open(
                settings.cluster(), settings.node(), settings.secretFile(), settings.dataDir()));
    SnapshotStore snapshots = new SnapshotStore(settings.dataDir(), settings.cluster());
    // Read while the log is connected: both take seconds.
    CompletableFuture<Optional<Snapshot>> kept = CompletableFuture.supplyAsync(snapshots::read);
    LogConnection connection = NodeLog.connection(settings);
    Codecs codecs = own(new Codecs(connection));
    NodeLog.require(connection, codecs, settings);
    LogEnds ends = own(new LogEnds(connection));
    Optional<Snapshot> snapshot = NodeLog.usable(kept.join(), ends, warnings);
    EventScan scan = new EventScan(connection, codecs);
    SecretStart.require(trust, snapshot.map(Snapshot::image), scan, ends);
    self = SelfDescription.of(settings, trust);

    liveness = new Liveness(self.getId(), System::nanoTime, this::timeout);
    Duplicates duplicates =
        new Duplicates(self, incarnation, startedMillis, liveness, this::timeout);
    replay =
        new ReplayService(
            snapshot.map(Snapshot::image).orElse(ClusterImage.EMPTY),
            snapshot.map(Snapshot::offset).orElse(0L),
            ends::eventsReadable, // what stands behind, only the next primary can make readable
            ends::outcomesReadable,
            new LogTrust(trust, () -> SecretStart.announced(scan)),
            reports -> reports.forEach(duplicates::hear),
            System::nanoTime);
    files =
        NodeFiles.of(
            settings,
            self.getId(),
            profile,
            trust,
            replay,
            liveness,
            snapshots,
            warnings,
            submission -> gateway.submit(submission));
    Publisher publisher = files.publisher();
    HookQueue hooks = files.hooks();
    resync = new Resync(replay, publisher, Instant::now);
    TailMeasures measures =
        new TailMeasures(
            self.getId(), replay, () -> replay.view().caughtUp(), System::currentTimeMillis);
    tailer = new LogTailer(connection, codecs, measures, snapshot.map(Snapshot::offset).orElse(0L));
    replay.onLoss(ends::eventsLoss);
    replay.onRestart(tailer::restartFrom);
    replay.onDivergence(publisher::forget);
    replay.onForgery(
        forgery ->
            warnings.happened(
                Warnings.TAMPERED,
                forgery.message() + "; look who else can write to the topic",
                forgery.offset()));
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
            settings.cluster(),
            self.getId(),
            replay,
            command -> trust.sign(command, replay.image()),
            sender::send,
            settings.commandTimeout());
    rotation = new Rotation(trust, replay, gateway);
    Surroundings around = Surroundings.real(replay);
    PrimaryClients clients = new PrimaryClients(connection, codecs);
    PrimaryDuty duty =
        new PrimaryDuty(
            self,
            replay,
            liveness,
            clients,
            trust,
            warnings,
            new CommandVerifier()::verify,
            profiles,
            this::timeout,
            duplicates::exist,
            around);
    role = new PrimaryRole(duty, clients, around);
    InstalledProduct product = new InstalledProduct(profile, self.getId(), settings.filesDir());
    status =
        new NodeStatus(
            self.getId(),
            replay,
            publisher,
            role,
            warnings,
            hooks,
            new Readiness(
                self.getId(),
                profile,
                product,
                new StartOrder(self.getId(), profile, liveness),
                this::ownProblems,
                clock),
            duplicates::problem,
            measures::lastMillis);
    metrics = new NodeMetrics(self, replay, status, measures, snapshots.file());
    ReportSender reports = own(new ReportSender(connection, codecs));
    Reporter reporter =
        new Reporter(
            self,
            incarnation,
            replay,
            status,
            trust,
            product,
            warnings,
            reports,
            this::reportInterval);
    Membership membership =
        new Membership(
            self,
            trust,
            new JoinRequests(trust, settings.joinTokenFile()),
            replay,
            gateway,
            status,
            product,
            warnings,
            clock);

    // Closed in the reverse order: the role is handed over while the tail still reads.
    own(tailer).start();
    own(hooks).start();
    own(publisher).start();
    own(reporter).start();
    own(role).start();
    own(membership).start();
    certificates =
        own(
            NodeCertificates.open(
                settings.dataDir(),
                self.getId(),
                trust,
                replay,
                gateway,
                role::isDeciding,
                text -> warnings.settle("admin-certificate", text)));
    certificates.start();
    own(new ClusterStateWriter(
            settings.filesDir(), profile, self.getId(), replay, status, liveness, clock))
        .start();
    preflight = new Preflight(settings, connection, profile, Formats::byName, replay::image);
    content =
        own(
            new ContentService(
                self.getId(),
                settings.filesDir(),
                settings.dataDir(),
                profile,
                replay,
                gateway,
                connection,
                codecs,
                warnings,
                (kind, file) -> WellFormed.check(kind, file).map(Object::toString),
                new ContentHooks(files.follower())));
    content.start();
    NodeJournal journal = new NodeJournal(connection, codecs, trust);
    past = new Past(journal, replay::image);
    reverts = new Reverts(past, trust);
    watches = own(new WatchHub(journal, replay::image));
    watches.start();
    own(new ClockGuard(
            List.of(
                ends::renew,
                tailer::renew,
                sender::renew,
                reports::renew,
                clients::renew,
                content::renew,
                watches::renew),
            System::currentTimeMillis,
            System::nanoTime))
        .start();
    LOG.info(
        "started node={} cluster={} incarnation={} revision={}",
        self.getId(),
        settings.cluster(),
        incarnation,
        replay.image().revision());
  }

  private List<Problem> ownProblems(ClusterImage image) {
    List<Problem> problems = new ArrayList<>();
    trust
        .keyLoss(image)
        .map(loss -> NodeStatus.problem(NodeKeyLostException.CODE, loss, null))
        .ifPresent(problems::add);
    if (content != null) {
      problems.addAll(content.problems(image));
    }
    return problems;
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

  /** The cluster secret and its own key, and what they do. */
  public NodeTrust trust() {
    return trust;
  }

  /** What an operator should know although the node is ready. */
  public Warnings warnings() {
    return warnings;
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

  /** How the cluster gets a new secret. */
  public Rotation rotation() {
    return rotation;
  }

  /** What it tells Prometheus. */
  public NodeMetrics metrics() {
    return metrics;
  }

  /** Who may read that without a session. */
  public AccessToken metricsToken() {
    return metricsToken;
  }

  /** What the managed products keep on disk. */
  public ClusterProfiles profile() {
    return profile;
  }

  /** What a change would make of this node's files. */
  public DiskPreview diskPreview() {
    return files.preview();
  }

  /** The profiles that there are. */
  public ProfileCatalogue profiles() {
    return profiles;
  }

  /** Keeps folders in step. */
  public ContentService content() {
    return content;
  }

  /** Makes and keeps certificates. */
  public NodeCertificates certificates() {
    return certificates;
  }

  /** What was. */
  public Past past() {
    return past;
  }

  /** The way back. */
  public Reverts reverts() {
    return reverts;
  }

  /** Whether this machine is as the cluster and the product need it. */
  public Preflight preflight() {
    return preflight;
  }

  /** The node made anew from the log. */
  public Resync resync() {
    return resync;
  }

  /** What follows when files or content changed. */
  public HookQueue hooks() {
    return files.hooks();
  }

  /** Who watches the changes. */
  public WatchHub watches() {
    return watches;
  }

  /** Nanoseconds since the slowest of its threads last went round. */
  public long loopAgeNanos() {
    long now = System.nanoTime();
    return Math.max(
        now - tailer.lastLoopNanos(),
        Math.max(now - role.loopedAt(), now - files.publisher().loopedAt()));
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
