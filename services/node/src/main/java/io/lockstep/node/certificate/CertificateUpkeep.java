package io.lockstep.node.certificate;

import io.lockstep.node.certificate.AdminCertificate.Due;
import io.lockstep.node.command.CommandGateway;
import io.lockstep.node.command.Submissions;
import io.lockstep.node.replay.NodeView;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.ImportCertificate;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.PublishTrustAnchor;
import io.lockstep.schema.Submission;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityMap;
import io.lockstep.trust.certificate.CertificateRecords;
import io.lockstep.trust.envelope.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the node's authority once the node is a member, and on the primary sees to the
 * certificate of the nodes' API. One thread, {@code lockstep-certificates}.
 */
public final class CertificateUpkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateUpkeep.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LOOK_AT_THE_CLOCK = Duration.ofMinutes(1);
  private static final String ACTOR = "lockstep";

  private final String self;
  private final ReplayService replay;
  private final CommandGateway gateway;
  private final BooleanSupplier primary;
  private final NodeTrust trust;
  private final OwnAuthority authority;
  private final CertificateRecords records;
  private final Clock clock;
  private final Consumer<String> tell;
  private final Thread thread = new Thread(this::run, "lockstep-certificates");
  private volatile boolean stopping;
  private String told = "";
  private boolean published;
  private EntityMap members;
  private EntityMap entities;
  private boolean wasPrimary;
  private long lookedAt;

  /**
   * Of a node.
   *
   * @param primary whether the node decides for the cluster now
   * @param tell takes what an operator should do about the certificate of the API, empty once there
   *     is nothing
   */
  public CertificateUpkeep(
      String self,
      ReplayService replay,
      CommandGateway gateway,
      BooleanSupplier primary,
      NodeTrust trust,
      OwnAuthority authority,
      Clock clock,
      Consumer<String> tell) {
    this.self = self;
    this.replay = replay;
    this.gateway = gateway;
    this.primary = primary;
    this.trust = trust;
    this.authority = authority;
    this.records = new CertificateRecords(trust.cluster(), new Sealer());
    this.clock = clock;
    this.tell = tell;
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  private void run() {
    while (!stopping) {
      try {
        look(replay.view());
        replay.awaitNews(LOOK);
      } catch (InterruptedException e) {
        return; // the node stops
      } catch (ExecutionException e) {
        LOG.warn("certificate not sent yet reason={}", e.getCause().getMessage());
        forget();
      } catch (RuntimeException e) {
        LOG.error("certificates cannot be seen to", e);
        forget();
      }
    }
  }

  private void look(NodeView view) throws InterruptedException, ExecutionException {
    ClusterImage image = view.image();
    if (!view.isSound() || image.members().present(self).isEmpty()) {
      return;
    }
    TrustAnchor anchor = authority.anchor();
    boolean there = image.trust().trustAnchor(anchor.getId()).isPresent();
    if (!published && !there) {
      published = submit("authority", new PublishTrustAnchor(anchor), null);
    }
    boolean decides = primary.getAsBoolean();
    if (!decides) {
      tell("");
    } else if (there && isNews(image)) {
      attend(image);
    }
    wasPrimary = decides;
  }

  /** Whether members, certificates or the role changed, or time has passed. */
  private boolean isNews(ClusterImage image) {
    boolean same =
        wasPrimary
            && image.members().entities().equals(members)
            && image.trust().entities().equals(entities);
    if (same && System.nanoTime() - lookedAt < LOOK_AT_THE_CLOCK.toNanos()) {
      return false;
    }
    members = image.members().entities();
    entities = image.trust().entities();
    lookedAt = System.nanoTime();
    return true;
  }

  private void forget() {
    members = null;
    replay.awaitNews(LOOK);
  }

  private void attend(ClusterImage image) throws InterruptedException, ExecutionException {
    Due due = AdminCertificate.due(image, clock.instant());
    tell(due instanceof Due.Tell words ? words.message() : "");
    if (due instanceof Due.Issue issue) {
      LOG.info("certificate of the API is issued reason={}", issue.reason());
      var certificate =
          records.seal(AdminCertificate.ALIAS, authority.issue(issue.spec()), trust.ring());
      submit(
          "admin",
          new ImportCertificate(certificate, issue.expectedRevision() > 0),
          issue.expectedRevision());
    }
  }

  private void tell(String message) {
    if (!message.equals(told)) {
      told = message;
      tell.accept(message);
      if (!message.isEmpty()) {
        LOG.warn("certificate of the API needs an operator reason={}", message);
      }
    }
  }

  /** Sends and waits; whether it is decided. */
  private boolean submit(String what, Object action, Long expectedRevision)
      throws InterruptedException, ExecutionException {
    Submission submission =
        Submissions.of(
            what + "-" + UUID.randomUUID(),
            ACTOR,
            null,
            List.of(Submissions.operation(action, expectedRevision)));
    Optional<Outcome> outcome = gateway.submit(submission).get();
    outcome
        .filter(each -> each.getResult() == OutcomeResult.REFUSED)
        .map(Outcome::getRefusal)
        .ifPresent(
            refusal ->
                LOG.warn(
                    "certificate refused what={} code={} reason={}",
                    what,
                    refusal.getCode(),
                    refusal.getMessage()));
    return outcome.isPresent();
  }

  /** Stops the thread; a request that is on its way may still be decided. */
  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
