package io.lockstep.node;

import io.lockstep.node.command.CommandGateway;
import io.lockstep.node.command.Submissions;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.product.InstalledProduct;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.report.NodeStatus;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.ChangeNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.Problem;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.Submission;
import io.lockstep.state.decide.Codes;
import io.lockstep.state.decide.Terms;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.TrustException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the node a member, and keeps what the cluster knows of it true. Its thread, {@code
 * lockstep-join}, asks again where it was refused once something changes that the answer depends
 * on, such as the join token, the members or their licences, and where it was removed.
 */
final class Membership implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  /** The code of settings that hold no more, since the cluster says something else. */
  static final String PASSED_OVER = "settings-passed-over";

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration LOOK_FOR_TOKEN = Duration.ofSeconds(1);

  /** Between requests of a node whose clock seems to be off. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

  private final Member self;
  private final NodeTrust trust;
  private final JoinRequests requests;
  private final ReplayService replay;
  private final CommandGateway gateway;
  private final NodeStatus status;
  private final InstalledProduct product;
  private final Warnings warnings;
  private final Clock clock;
  private final Thread thread = new Thread(this::run, "lockstep-join");
  private String joinId = newId();
  private String changeId = newId();
  private Member wanted;
  private Member asked;
  private JoinGrounds refused;
  private boolean toldOfKey;
  private volatile boolean stopping;

  Membership(
      Member self,
      NodeTrust trust,
      JoinRequests requests,
      ReplayService replay,
      CommandGateway gateway,
      NodeStatus status,
      InstalledProduct product,
      Warnings warnings,
      Clock clock) {
    this.self = self;
    this.trust = trust;
    this.requests = requests;
    this.replay = replay;
    this.gateway = gateway;
    this.status = status;
    this.product = product;
    this.warnings = warnings;
    this.clock = clock;
    thread.setDaemon(true);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!stopping && !Thread.currentThread().isInterrupted()) {
      try {
        look();
      } catch (RuntimeException e) {
        LOG.warn("not joined yet reason={}", e.getMessage());
        replay.awaitNews(LOOK_FOR_TOKEN);
      }
    }
  }

  private void look() {
    ClusterImage image = replay.image();
    Optional<Member> there = image.members().get(self.getId());
    if (!replay.view().isSound() || image.founded().isEmpty()) {
      replay.awaitNews(LOOK);
    } else if (there.isEmpty() && Terms.mayFound(image, self.getId())) {
      replay.awaitNews(LOOK); // the role founds
    } else if (there.isEmpty() || there.get().getState() == MemberState.REMOVED) {
      join(image, there.isPresent());
    } else {
      keep(image, there.get());
    }
  }

  /** Lets the cluster know what it does not know of this member yet; what it refused, once. */
  private void keep(ClusterImage image, Member there) {
    Optional<String> loss = trust.keyLoss(image);
    if (loss.isPresent()) {
      if (!toldOfKey) {
        toldOfKey = true;
        LOG.error("sends no command reason={}", loss.get());
      }
      replay.awaitNews(LOOK_FOR_TOKEN);
      return;
    }
    Member next = wanted(image, there);
    warnings.settle(PASSED_OVER, passedOver(there));
    if (next.equals(there) || next.equals(asked)) {
      joinId = newId();
      status.refused(next.equals(there) ? null : status.refusal());
      replay.awaitNews(LOOK_FOR_TOKEN);
    } else {
      change(next, image.entity(EntityKeys.node(next.getId())).map(Entity::revision).orElse(0L));
    }
  }

  /**
   * What the cluster shall know: of what the node is, what it is now; of what it is for (site,
   * roles and attributes), what the cluster knows since the node joined, since operators change
   * that.
   */
  private Member wanted(ClusterImage image, Member there) {
    Member next = Member.newBuilder(self).setState(there.getState()).build();
    next.setSecretFingerprint(there.getSecretFingerprint()); // what it proved when it joined
    next.setSite(there.getSite());
    next.setRoles(there.getRoles());
    next.setAttributes(there.getAttributes());
    next.setProductVersion(product.version(image).orElse(there.getProductVersion()));
    return next;
  }

  /** Settings that say something else than the cluster; one that says nothing is right. */
  private String passedOver(Member there) {
    List<String> names = new ArrayList<>();
    if (self.getSite() != null && !self.getSite().equals(there.getSite())) {
      names.add("node.site");
    }
    if (!self.getRoles().isEmpty()
        && !Set.copyOf(self.getRoles()).equals(Set.copyOf(there.getRoles()))) {
      names.add("node.roles");
    }
    if (!self.getAttributes().isEmpty() && !self.getAttributes().equals(there.getAttributes())) {
      names.add("node.attributes");
    }
    return names.isEmpty()
        ? ""
        : "%s in the settings of node \"%s\" say something else than the cluster does, which holds;"
                .formatted(String.join(", ", names), self.getId())
            + " change it with lockstep node set, or correct the file";
  }

  /** A removed node asks only with a token that was not used: else there is nothing to ask for. */
  private void join(ClusterImage image, boolean removed) {
    Optional<String> token;
    try {
      token = requests.token();
    } catch (TrustException e) {
      tell(NodeStatus.problem(e.code(), e.getMessage(), null));
      refused = null; // what the cluster said before is not told any more
      replay.awaitNews(LOOK_FOR_TOKEN);
      return;
    }
    if (removed && token.filter(value -> !requests.isUsed(image, value)).isEmpty()) {
      status.refused(null); // that it was removed is all there is to tell
      replay.awaitNews(LOOK_FOR_TOKEN);
      return;
    }
    JoinGrounds now = JoinGrounds.of(image, described(image), token);
    if (now.equals(refused)) {
      replay.awaitNews(LOOK_FOR_TOKEN);
      return;
    }
    Optional<Outcome> outcome = submit(joinId, requests.join(now.member(), token), null);
    if (outcome.isPresent()) {
      joinId = newId();
      refused = tell(outcome.get()) ? now : null;
      if (isRefused(outcome.get(), Codes.CLOCK_SKEW)) {
        // A request that was long on its way makes a right clock look slow; a wrong one can be set.
        refused = null;
        pause();
      }
    }
  }

  private Member described(ClusterImage image) {
    return Member.newBuilder(self).setProductVersion(product.version(image).orElse(null)).build();
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(ASK_AGAIN.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the node stops
    }
  }

  private static boolean isRefused(Outcome outcome, String code) {
    return outcome.getResult() == OutcomeResult.REFUSED
        && outcome.getRefusal().getCode().equals(code);
  }

  /**
   * Asks the cluster to know something else of this node.
   *
   * @param revision at which the node was seen: what an operator changes meanwhile is not undone
   */
  private void change(Member next, long revision) {
    if (!next.equals(wanted)) {
      wanted = next;
      changeId = newId(); // else the same id again, so that it is decided once
    }
    Optional<Outcome> outcome = submit(changeId, new ChangeNode(next), revision);
    if (outcome.filter(each -> isRefused(each, Codes.CONFLICT)).isPresent()) {
      wanted = null; // something else came first: it is looked at, then asked anew
      replay.awaitNews(LOOK);
    } else if (outcome.isPresent()) {
      tell(outcome.get());
      asked = next;
    }
  }

  private boolean tell(Outcome outcome) {
    if (outcome.getResult() != OutcomeResult.REFUSED) {
      status.refused(null);
      return false;
    }
    Refusal refusal = outcome.getRefusal();
    tell(NodeStatus.problem(refusal.getCode(), refusal.getMessage(), null));
    return true;
  }

  /** Says why the node is not taken; in the log once, since how far a clock is off differs. */
  private void tell(Problem problem) {
    Problem before = status.refusal();
    if (before == null || !before.getCode().equals(problem.getCode())) {
      LOG.error("not taken code={} reason={}", problem.getCode(), problem.getMessage());
    }
    status.refused(problem);
  }

  /** Sends and waits; the same id again, so that it is decided once, with the time of now. */
  private Optional<Outcome> submit(String id, Object action, Long expectedRevision) {
    Submission submission =
        Submissions.of(
            id, self.getId(), null, List.of(Submissions.operation(action, expectedRevision)));
    submission.setTime(clock.instant());
    try {
      return gateway.submit(submission).get();
    } catch (ExecutionException e) {
      LOG.warn("not joined yet reason={}", e.getCause().getMessage());
      replay.awaitNews(LOOK);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the node stops
      return Optional.empty();
    }
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
