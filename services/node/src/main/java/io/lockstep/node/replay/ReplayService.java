package io.lockstep.node.replay;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.tail.TailBatch;
import io.lockstep.log.tail.TailHandler;
import io.lockstep.node.replay.NodeView.Fault;
import io.lockstep.node.replay.NodeView.FaultKind;
import io.lockstep.node.trust.LogTrust;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.state.image.ClusterImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the image: applies what the tail thread reads, publishes each new view, and answers who
 * waits for a revision or an outcome. Written to by the tail thread alone, read by any.
 *
 * <p>An image that differs from what the log says is thrown away and the log is read again from its
 * start, once; if it differs again the node stops applying and says so.
 */
public final class ReplayService implements TailHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayService.class);

  private static final long UNKNOWN = Long.MAX_VALUE;

  /** Views of a log that is not read to its end yet come so often. */
  private static final long BEHIND_NANOS = 1_000_000_000L;

  private final LongSupplier eventsEnd;
  private final LongSupplier nanoTime;
  private final Consumer<List<NodeReport>> reports;
  private final LogTrust trust;
  private final Outcomes outcomes = new Outcomes();
  private final Revisions revisions = new Revisions();
  private final List<Consumer<NodeView>> listeners = new CopyOnWriteArrayList<>();
  private LongFunction<Optional<String>> eventsLoss = position -> Optional.empty();
  private LongConsumer restart = offset -> {};
  private Runnable onDivergence = () -> {};
  private Consumer<Forgery> onForgery = forgery -> {};
  private ImageBuilder builder;
  private long catchUpEvents;
  private long catchUpOutcomes;
  private Fault divergence;
  private volatile Runnable anew;
  private Runnable onAnew;
  private long reads;
  private long published;
  private volatile NodeView view;
  private volatile List<Forgery> forgeries = List.of();
  private volatile long heardAt;
  private volatile String unavailable = "";
  private volatile String outcomesHeld = "";

  /**
   * Starts with an image that is right.
   *
   * @param offset of the first record in {@code events} that is not in it
   * @param eventsEnd asks for the end offset of {@code events}
   * @param outcomesEnd asks for the end offset of {@code outcomes}
   * @param trust verifies what is read
   * @param reports told of node reports, on the tail thread
   * @param nanoTime monotonic time
   * @throws LogUnavailableException if the brokers do not say where the log ends
   */
  public ReplayService(
      ClusterImage image,
      long offset,
      LongSupplier eventsEnd,
      LongSupplier outcomesEnd,
      LogTrust trust,
      Consumer<List<NodeReport>> reports,
      LongSupplier nanoTime) {
    this.eventsEnd = eventsEnd;
    this.trust = trust;
    this.reports = reports;
    this.nanoTime = nanoTime;
    this.builder = builder(image, offset);
    this.catchUpEvents = eventsEnd.getAsLong();
    this.catchUpOutcomes = outcomesEnd.getAsLong();
    this.heardAt = nanoTime.getAsLong();
    this.view = new NodeView(image, offset, offset, 0, false, true, Optional.empty());
    this.published = heardAt - BEHIND_NANOS;
    revisions.reach(image.revision());
  }

  private ImageBuilder builder(ClusterImage image, long offset) {
    return new ImageBuilder(
        image,
        offset,
        eventsEnd,
        offset == 0 ? () -> eventsLoss.apply(0) : Optional::empty,
        trust,
        this::tell);
  }

  private void tell(Forgery forgery) {
    LOG.error("passed over a forged record {}", forgery.message());
    onForgery.accept(forgery);
  }

  /** Sets who is told of records that no primary wrote. Before the tail starts. */
  public void onForgery(Consumer<Forgery> action) {
    onForgery = action;
  }

  /**
   * Sets who knows whether {@code events} lost its beginning up to behind a position, in a sentence
   * without its full stop. Before the tail starts.
   */
  public void onLoss(LongFunction<Optional<String>> loss) {
    eventsLoss = loss;
  }

  /** Sets how the log is read again from an offset. Before the tail starts. */
  public void onRestart(LongConsumer action) {
    restart = action;
  }

  /** Sets what is to be done before the log is read again. Before the tail starts. */
  public void onDivergence(Runnable action) {
    onDivergence = action;
  }

  /**
   * Lets the log be read again from its start. The image of before stays to be read until the new
   * one is complete, but is not sound meanwhile. Any thread; does not block.
   *
   * @param done run on the tail thread once the new image is sound
   */
  public void readAnew(Runnable done) {
    anew = done;
  }

  /** Adds someone to tell of each new view, on the tail thread; it must not block. */
  public void addListener(Consumer<NodeView> listener) {
    listeners.add(listener);
  }

  /** What the node knows now. */
  public NodeView view() {
    return view;
  }

  /** The state of the cluster as far as it was applied. */
  public ClusterImage image() {
    return view.image();
  }

  /** Records that no primary wrote, whose entities have no true record behind them yet. */
  public List<Forgery> forgeries() {
    return forgeries;
  }

  /** What became of commands. */
  public Outcomes outcomes() {
    return outcomes;
  }

  /** Completes, on any thread, when the image has the revision. Cancel it to wait no longer. */
  public CompletableFuture<Void> awaitRevision(long revision) {
    return revisions.await(revision);
  }

  /**
   * Completes when the command is decided and, if it was accepted, applied here. Cancel it to wait
   * no longer.
   */
  public CompletableFuture<Outcome> awaitOutcome(String id) {
    CompletableFuture<Outcome> decided = outcomes.await(id);
    CompletableFuture<Outcome> applied =
        decided.thenCompose(
            outcome ->
                outcome.getResult() == OutcomeResult.ACCEPTED
                    ? awaitRevision(outcome.getRevision()).thenApply(done -> outcome)
                    : CompletableFuture.completedFuture(outcome));
    applied.whenComplete((outcome, failure) -> decided.cancel(false));
    return applied;
  }

  /** Waits until the log was read again, news or not, or {@code wait} is over. */
  public synchronized void awaitNews(Duration wait) {
    long seen = reads;
    long deadline = nanoTime.getAsLong() + wait.toNanos();
    try {
      for (long left = wait.toNanos(); reads == seen && left > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = deadline - nanoTime.getAsLong();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Milliseconds since the log last answered. */
  public long staleMillis() {
    return (nanoTime.getAsLong() - heardAt) / 1_000_000;
  }

  /** Why the log does not answer; empty while it does. */
  public String unavailable() {
    return unavailable;
  }

  /** Why outcomes are not read now, although the log answers; empty while they are. */
  public String outcomesHeld() {
    return outcomesHeld;
  }

  @Override
  public void onOutcomesHeld(String reason) {
    outcomesHeld = reason;
  }

  @Override
  public void onBatch(TailBatch batch) {
    if (batch.answered()) {
      heardAt = nanoTime.getAsLong();
      unavailable = "";
    }
    if (!batch.reports().isEmpty()) {
      reports.accept(batch.reports().stream().filter(trust::isGenuine).toList());
    }
    builder.apply(batch.events(), batch.eventsPosition());
    for (Outcome outcome : batch.outcomes()) { // before the view says that they were read
      if (trust.isGenuine(outcome)) {
        outcomes.add(outcome);
      }
    }
    forgeries = builder.forgeries();
    Optional<Fault> fault = builder.fault();
    if (fault.isPresent() && fault.get().kind() == FaultKind.DIVERGED && divergence == null) {
      readAgain(fault.get());
    } else if (anew != null) {
      onAnew = anew;
      anew = null;
      restart(Optional.empty());
    } else {
      if (catchUpEvents == UNKNOWN) {
        findEnd();
      }
      if (fault.isPresent() || !isFarBehind(batch)) {
        publish(batch, fault.isPresent() ? fault : Optional.ofNullable(divergence));
      }
    }
    synchronized (this) {
      reads++;
      notifyAll();
    }
  }

  /** Whether nobody needs a view now: more of a long log comes at once, and there was one. */
  private boolean isFarBehind(TailBatch batch) {
    return !batch.events().isEmpty()
        && batch.eventsPosition() < catchUpEvents
        && nanoTime.getAsLong() - published < BEHIND_NANOS;
  }

  private void publish(TailBatch batch, Optional<Fault> fault) {
    NodeView before = view;
    published = nanoTime.getAsLong();
    boolean caughtUp =
        batch.eventsPosition() >= catchUpEvents && batch.outcomesPosition() >= catchUpOutcomes;
    if (divergence != null && builder.fault().isEmpty() && caughtUp && builder.verified()) {
      LOG.info("read the log again and it agrees revision={}", builder.image().revision());
      divergence = null;
      fault = Optional.empty();
    }
    boolean complete = caughtUp && builder.verified();
    boolean hidden = onAnew != null && !complete && fault.isEmpty();
    NodeView next =
        new NodeView(
            hidden ? before.image() : builder.image(),
            hidden ? before.applied() : builder.applied(),
            batch.eventsPosition(),
            batch.outcomesPosition(),
            caughtUp,
            builder.verified() && !hidden,
            fault);
    view = next;
    if (fault.isPresent()
        && fault.get().kind() != FaultKind.TAMPERED
        && !fault.equals(before.fault())) {
      LOG.error(
          "stopped applying kind={} offset={} reason={}",
          fault.get().kind(),
          fault.get().offset(),
          fault.get().message());
    }
    revisions.reach(next.image().revision());
    if (!next.equals(before)) {
      listeners.forEach(listener -> listener.accept(next));
    }
    if (onAnew != null && next.isSound()) {
      Runnable done = onAnew;
      onAnew = null;
      done.run();
    }
  }

  private void findEnd() {
    try {
      catchUpEvents = eventsEnd.getAsLong();
    } catch (LogUnavailableException e) {
      LOG.debug("the end of the log is not known reason={}", e.getMessage());
    }
  }

  private void readAgain(Fault fault) {
    LOG.error(
        "diverged, reading the log again offset={} reason={}", fault.offset(), fault.message());
    divergence = fault;
    onDivergence.run();
    restart(Optional.of(fault));
  }

  private void restart(Optional<Fault> fault) {
    builder = builder(ClusterImage.EMPTY, 0);
    catchUpEvents = UNKNOWN; // asked for with the next batch: the brokers may not answer just now
    NodeView before = view;
    view =
        new NodeView(
            before.image(), before.applied(), 0, before.outcomesPosition(), false, false, fault);
    listeners.forEach(listener -> listener.accept(view));
    restart.accept(0);
  }

  /**
   * Where the log lost its beginning up to behind the position, it is read from where it begins
   * now, and the image of before answers until the new one is complete. A log that was replaced is
   * another's: it is told, and nothing is read of it.
   */
  @Override
  public void onPositionLost(long position, String reason) {
    onUnavailable(reason);
    try {
      if (eventsLoss.apply(position).isPresent()) {
        LOG.warn("reads the log from where it begins now, not from position={}", position);
        onAnew = onAnew == null ? () -> {} : onAnew;
        restart(Optional.empty());
      }
    } catch (LogUnavailableException e) {
      LOG.debug("the begin of the log is not known reason={}", e.getMessage());
    }
  }

  @Override
  public void onUnavailable(String reason) {
    if (unavailable.isEmpty()) {
      LOG.warn("the log does not answer reason={}", reason);
    }
    unavailable = reason;
  }
}
