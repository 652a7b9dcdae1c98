package io.lockstep.node.primary;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.append.CommitUnknownException;
import io.lockstep.log.append.FencedException;
import io.lockstep.node.observe.Candidacy;
import io.lockstep.node.observe.Liveness;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.replay.NodeView;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.Operation;
import io.lockstep.schema.PromotionReason;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.decide.ProfileParameters;
import io.lockstep.state.decide.Succession;
import io.lockstep.state.decide.Terms;
import io.lockstep.state.image.ClusterImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does as primary: takes the role where the node is entitled to it and the primary is
 * gone, decides commands while it has it, and hands it over. Whatever goes wrong ends the term, and
 * a new one begins with a fence and a read to the end of the log, never with a guess. Used by one
 * thread; {@link #isDeciding}, {@link #servedAt} and {@link #stop} by any.
 */
public final class PrimaryDuty {
  private static final Logger LOG = LoggerFactory.getLogger(PrimaryDuty.class);
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);
  private static final Duration AFTER_FENCED = Duration.ofSeconds(2);

  /** Somebody must give this node the right to write first, or mend the log. */
  private static final Duration UNTIL_MENDED = Duration.ofSeconds(10);

  /** What was connected for a term stays so for a while: what ended one may end the next soon. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private static final long NEVER = -1;

  private final Member self;
  private final ReplayService replay;
  private final Liveness liveness;
  private final Candidacy candidacy;
  private final SecretUpkeep secrets;
  private final PrimaryLog log;
  private final NodeTrust trust;
  private final Warnings warnings;
  private final SignatureCheck signatures;
  private final ProfileParameters profiles;
  private final Supplier<Duration> timeout;
  private final BooleanSupplier duplicated;
  private final Surroundings around;
  private final OwnCommands own;
  private final LostBeginning lost;
  private long notBefore;
  private long housekeptAt;
  private int preferredFor;
  private long decidedIn;
  private long tornAt = NEVER;
  private boolean prepared;
  private boolean connected;
  private long connectedAt;
  private volatile boolean deciding;
  private volatile boolean stopping;
  private volatile long servedAt;

  /**
   * The duty of a node.
   *
   * @param profiles what they know of parameters
   * @param timeout {@code Cluster.connectionTimeout} as it is now
   * @param duplicated whether another process runs under the node's id: then neither is primary
   */
  public PrimaryDuty(
      Member self,
      ReplayService replay,
      Liveness liveness,
      PrimaryLog log,
      NodeTrust trust,
      Warnings warnings,
      SignatureCheck signatures,
      ProfileParameters profiles,
      Supplier<Duration> timeout,
      BooleanSupplier duplicated,
      Surroundings around) {
    this.self = self;
    this.replay = replay;
    this.liveness = liveness;
    this.candidacy = new Candidacy(self.getId(), liveness);
    this.log = log;
    this.trust = trust;
    this.warnings = warnings;
    this.signatures = signatures;
    this.profiles = profiles;
    this.secrets = new SecretUpkeep(trust, liveness);
    this.timeout = timeout;
    this.duplicated = duplicated;
    this.around = around;
    this.own = new OwnCommands(around);
    this.lost = new LostBeginning(log, warnings, around);
    this.notBefore = around.nanoTime();
    this.housekeptAt = notBefore;
    this.servedAt = notBefore;
  }

  /** Whether this node decides commands now. */
  public boolean isDeciding() {
    return deciding;
  }

  /** When it last went round in a term, on {@link Surroundings#nanoTime()}. */
  public long servedAt() {
    return servedAt;
  }

  /** Hands the role over soon, and does not take it again. */
  public void stop() {
    stopping = true;
  }

  /** Whether the node should take the role now, or go on with it. Does not block. */
  public boolean isDue() {
    NodeView view = replay.view();
    sayWhoTookOver(view.image());
    return !stopping
        && around.nanoTime() - notBefore >= 0
        && view.isTrue()
        && !duplicated.getAsBoolean()
        && (isMine(view.image()) || candidacy.shouldTry(view, timeout.get()));
  }

  /**
   * Connects to the log once the primary has been silent for half of the time after which it is
   * given up: to do it then would prolong the time without a primary. Once that was of no use for a
   * minute, it closes the connections. May block, does not throw.
   */
  public void prepare() {
    if (stopping
        || duplicated.getAsBoolean()
        || !candidacy.shouldPrepare(replay.view(), timeout.get())) {
      prepared = false;
      if (connected && around.nanoTime() - connectedAt >= KEPT.toNanos()) {
        connected = false;
        log.close();
      }
      return;
    }
    connected();
    if (!prepared) {
      prepared = true;
      try {
        log.prepare(replay.outcomes().lastCommandOffset());
      } catch (RuntimeException e) { // a term begins with the same, and tells what is wrong
        LOG.info("not ready to take over yet reason={}", e.toString());
      }
    }
  }

  private void connected() {
    connected = true;
    connectedAt = around.nanoTime();
  }

  private boolean isMine(ClusterImage image) {
    return image.promotion().primary().equals(Optional.of(self.getId()));
  }

  /** Serves a term, if it comes to one, until it ends. Does not throw. */
  public void serve() {
    serve(isMine(replay.image()));
  }

  private void serve(boolean mine) {
    try {
      log.connect();
      PrimaryTerm term =
          PrimaryTerm.of(
              self.getId(), replay, liveness, log, trust, warnings, signatures, profiles, around);
      long epochBefore = replay.image().promotion().epoch();
      if (!mine) {
        requireStillSilent(term);
      }
      ClusterImage image = term.fence();
      List<Event> beginning = mine ? requireStillMine(image) : takeOver(image, epochBefore);
      if (!beginning.isEmpty()) {
        term.begin(beginning);
      }
      term.open();
      decidedIn = replay.image().promotion().epoch();
      whole();
      deciding = true;
      lost.forget();
      while (!stopping && !duplicated.getAsBoolean()) {
        servedAt = around.nanoTime();
        term.repair();
        term.decideNext(lost.isPending() ? Duration.ZERO : IDLE);
        keepHouse(term);
        restore(term);
      }
      handOver(term);
    } catch (TornLog e) {
      torn(e.getMessage());
    } catch (TermLost e) {
      notBefore = around.nanoTime() + IDLE.toNanos();
      LOG.info("not primary reason={}", e.getMessage());
    } catch (FencedException e) {
      // The other has fenced us and is about to say so in the log; fencing back would only duel.
      notBefore = around.nanoTime() + AFTER_FENCED.toNanos();
      LOG.warn("stepped down, another node has fenced this one");
    } catch (CommitUnknownException | LogUnavailableException e) {
      boolean forbidden = e instanceof LogUnavailableException refusal && refusal.isForbidden();
      notBefore = around.nanoTime() + (forbidden ? UNTIL_MENDED : IDLE).toNanos();
      LOG.warn("stepped down, the log will tell what was written reason={}", e.getMessage());
    } catch (RuntimeException e) {
      notBefore = around.nanoTime() + AFTER_FENCED.toNanos();
      LOG.error("stepped down", e);
    } finally {
      deciding = false;
      warnings.ended(HeldCommands.CODE);
      connected();
    }
  }

  /** Found once, it may be that another has just taken over; found again, it stays so. */
  private void torn(String reason) {
    boolean again = tornAt == replay.image().revision();
    tornAt = replay.image().revision();
    notBefore = around.nanoTime() + (again ? UNTIL_MENDED : AFTER_FENCED).toNanos();
    if (again) {
      warnings.stands(TornLog.CODE, reason);
    }
    LOG.warn("not primary reason={}", reason);
  }

  private void whole() {
    if (tornAt != NEVER) {
      tornAt = NEVER;
      warnings.ended(TornLog.CODE);
    }
  }

  /** Reads what stands in the log already, so as not to fence one who has just taken over. */
  private void requireStillSilent(PrimaryTerm term) throws TermLost {
    term.readOn();
    if (!candidacy.shouldTry(replay.view(), timeout.get())) {
      throw new TermLost("another has taken over meanwhile");
    }
  }

  /**
   * However a term ended, by a fence, a commit that was not answered, or a look at the log: once
   * the next one has begun, one line says so.
   */
  private void sayWhoTookOver(ClusterImage image) {
    if (decidedIn > 0 && image.promotion().epoch() > decidedIn) {
      LOG.info(
          "term is over own={} epoch={} primary={}",
          decidedIn,
          image.promotion().epoch(),
          image.promotion().primary().orElse(""));
      decidedIn = 0;
    }
    if (image.revision() > tornAt) { // somebody writes both topics again
      whole();
    }
  }

  private List<Event> requireStillMine(ClusterImage image) throws TermLost {
    if (!isMine(image)) {
      throw new TermLost(
          image.promotion().primary().orElse("nobody") + " has become primary meanwhile");
    }
    return List.of();
  }

  /** The events that make this node primary, if it is still entitled behind the fence. */
  private List<Event> takeOver(ClusterImage image, long epochBefore) throws TermLost {
    if (image.promotion().epoch() != epochBefore) {
      throw new TermLost("epoch " + image.promotion().epoch() + " has begun meanwhile");
    }
    String changeId = "promotion-" + around.newId();
    if (Terms.mayFound(image, self.getId())) {
      LOG.info("taking the first term node={}", self.getId());
      return Terms.first(image, self, changeId, around.wallMillis());
    }
    if (!Succession.ranked(image).contains(self.getId())
        || !candidacy.shouldTry(replay.view(), timeout.get())) {
      throw new TermLost("no longer entitled");
    }
    LOG.info(
        "taking over from={} epoch={} silence={}",
        image.promotion().primary().orElse(""),
        epochBefore + 1,
        liveness.silence(image.promotion().primary().orElse("")));
    return Terms.failover(image, self.getId(), changeId, around.wallMillis());
  }

  private void keepHouse(PrimaryTerm term) throws TermLost {
    if (around.nanoTime() - housekeptAt < HOUSEKEEPING.toNanos()) {
      return;
    }
    housekeptAt = around.nanoTime();
    lost.look(term.requireRole());
    ClusterImage image = replay.image();
    term.forget(Tombstones.due(image, liveness));
    List<Operation> steps = secrets.due(image);
    if (!steps.isEmpty()) {
      term.decideOwn(own.rotation(image.cluster(), self.getId(), steps));
      image = replay.image();
    }
    preferredFor = prefersAnother(image) ? preferredFor + 1 : 0;
    if (preferredFor >= 2) { // twice in a row, so that a node that comes and goes does not get it
      preferredFor = 0;
      String preferred = Succession.ranked(image).get(0);
      term.decideOwn(
          own.promote(image.cluster(), self.getId(), preferred, PromotionReason.FAILBACK));
    }
  }

  /** Writes again what the log lost with its beginning, some of it in each round. */
  private void restore(PrimaryTerm term) throws TermLost {
    List<String> keys = lost.next(PrimaryTerm.MOST_REPAIRED);
    if (!keys.isEmpty()) {
      term.writeAgain(keys);
      lost.written(keys.size(), replay.image());
    }
  }

  /**
   * What a person promoted by hand stays primary: an automatism does not undo what was asked for.
   */
  private boolean prefersAnother(ClusterImage image) {
    if (!KnownParameters.shared(image, KnownParameters.FAILBACK).equals("preferred")
        || image.promotion().pinned()) {
      return false;
    }
    List<String> ranked = Succession.ranked(image);
    return !ranked.isEmpty()
        && !ranked.get(0).equals(self.getId())
        && liveness.alive(ranked.get(0))
        && liveness.lag(ranked.get(0)) == 0;
  }

  /** Gives the role away before it ends, so that the cluster need not wait for silence. */
  private void handOver(PrimaryTerm term) throws TermLost {
    for (String next : Succession.ranked(replay.image())) {
      if (!next.equals(self.getId()) && liveness.alive(next) && liveness.lag(next) == 0) {
        term.decideOwn(
            own.promote(replay.image().cluster(), self.getId(), next, PromotionReason.FAILOVER));
      }
    }
  }
}
