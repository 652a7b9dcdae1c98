package io.lockstep.node.publish;

import io.lockstep.materialize.Materializer;
import io.lockstep.materialize.plan.Sweep;
import io.lockstep.materialize.plan.Treatment;
import io.lockstep.materialize.plan.WriteResult;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.replay.NodeView;
import io.lockstep.node.snapshot.Snapshot;
import io.lockstep.node.snapshot.SnapshotPlan;
import io.lockstep.node.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the newest sound image to disk: managed files and, now and then, a snapshot. Looks after
 * the files: a watch tells when one is touched, every two seconds their marks are compared, and now
 * and then all are read. One thread, {@code lockstep-publish}; images that come while it works are
 * passed over for the newest. What has come after a rest is published at once; then it rests for
 * nineteen times as long as that took, at most for 250 ms, so that a stream of changes has the
 * processor for itself.
 */
public final class Publisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration LOOK_FOR_DRIFT = Duration.ofSeconds(2);

  /** Of the time of one thread, publishing takes a twentieth part. */
  private static final int REST = 19;

  private static final Duration LONGEST_REST = Duration.ofMillis(250);

  /** An editor that saves a file writes it in steps. */
  private static final Duration HAND = Duration.ofMillis(200);

  private static final String UNSETTLED =
      " stays as it is: it was changed each time that it was about to be written; it is tried"
          + " again";

  private final Materializer materializer;
  private final SnapshotStore snapshots;
  private final SnapshotPlan plan;
  private final Duration sweepInterval;
  private final FileChanges changes;
  private final DriftKeeper drift;
  private final FilesHold hold;
  private final FileWatch watch = new FileWatch(this::look);
  private final Thread thread = new Thread(this::run, "lockstep-publish");
  private NodeView newest;
  private boolean news;
  private boolean stopping;
  private boolean forgetSnapshot;
  private Consumer<List<String>> verified;
  private long sweptAt = System.nanoTime();
  private long restsUntil = System.nanoTime();
  private List<String> held = List.of();
  private volatile long writtenRevision;
  private volatile String problem = "";
  private volatile List<String> drifted = List.of();
  private volatile long loopedAt = System.nanoTime();

  /**
   * Publishes to files and snapshots.
   *
   * @param heardAt when the log last answered: a snapshot is as old as that, not as its file
   */
  public Publisher(
      Materializer materializer,
      SnapshotStore snapshots,
      int snapshotEvents,
      Duration snapshotInterval,
      Supplier<Instant> heardAt) {
    this(
        materializer,
        snapshots,
        snapshotEvents,
        snapshotInterval,
        heardAt,
        Duration.ofMinutes(1),
        FileChanges.NOBODY,
        Adopter.NOBODY,
        new Warnings());
  }

  /**
   * The same for a node.
   *
   * @param sweepInterval time between two looks into every file
   * @param changes told of each change of a file
   * @param adopter takes over what others wrote
   * @param warnings what was done about changes of others
   */
  public Publisher(
      Materializer materializer,
      SnapshotStore snapshots,
      int snapshotEvents,
      Duration snapshotInterval,
      Supplier<Instant> heardAt,
      Duration sweepInterval,
      FileChanges changes,
      Adopter adopter,
      Warnings warnings) {
    this.sweepInterval = sweepInterval;
    this.changes = changes;
    this.drift = new DriftKeeper(adopter, warnings, this::look);
    this.materializer = materializer;
    this.hold = new FilesHold(materializer.folder().root());
    this.snapshots = snapshots;
    this.plan = new SnapshotPlan(snapshotEvents, snapshotInterval, System::nanoTime, heardAt);
    materializer.beforeChange(changes::announce);
  }

  /** Starts the threads. */
  public void start() {
    watch.start();
    thread.start();
  }

  /** Lets it look for changes of others now. Any thread; does not block. */
  private synchronized void look() {
    news = true;
    notifyAll();
  }

  /**
   * Lets it read every file and write again what is not as it shall be, whatever the profile says
   * of changes of others. Any thread; does not block.
   *
   * @param done told, on the publishing thread, of the paths that were written
   */
  public synchronized void verify(Consumer<List<String>> done) {
    verified = done;
    news = true;
    notifyAll();
  }

  /** Takes the newest view. Any thread; does not block. */
  public synchronized void offer(NodeView view) {
    newest = view;
    news = true;
    notifyAll();
  }

  /** Throws the snapshot away, because the image was wrong. Any thread; does not block. */
  public synchronized void forget() {
    forgetSnapshot = true;
    news = true;
    notifyAll();
  }

  /** Revision that the files show. */
  public long writtenRevision() {
    return writtenRevision;
  }

  /** Why files or snapshot could not be written; empty if they could. */
  public Optional<String> problem() {
    return Optional.of(problem).filter(text -> !text.isEmpty());
  }

  /** Managed files that differ from what was written, or did since the last report. */
  public List<String> drifted() {
    return drift.withUnreported(drifted);
  }

  /** A report says of these that they differ. */
  public void reported(List<String> paths) {
    drift.reported(paths);
  }

  /** How often a file was written again that others had changed. */
  public long repairs() {
    return drift.repairs();
  }

  /** How often the cluster took over what others wrote into a file. */
  public long adoptions() {
    return drift.adoptions();
  }

  /** When the thread last went round, on {@link System#nanoTime()}. */
  public long loopedAt() {
    return loopedAt;
  }

  private void run() {
    boolean last = false;
    while (!last) {
      loopedAt = System.nanoTime();
      NodeView next;
      boolean forget;
      synchronized (this) {
        awaitNews(problem.isEmpty() ? LOOK_FOR_DRIFT : RETRY);
        rest();
        next = newest;
        last = stopping;
        forget = forgetSnapshot;
        forgetSnapshot = false;
      }
      if (forget) {
        snapshots.delete();
        plan.forget();
      }
      if (next != null && next.isSound()) {
        long begin = System.nanoTime();
        publish(next, last);
        long end = System.nanoTime();
        restsUntil = end + Math.min(REST * (end - begin), LONGEST_REST.toNanos());
      }
    }
  }

  private void awaitNews(Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    try {
      for (long left = most.toNanos(); !news && left > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = deadline - System.nanoTime();
      }
      news = false;
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  /** Unless somebody waits for what it does next. */
  private void rest() {
    try {
      for (long left = restsUntil - System.nanoTime();
          left > 0 && !stopping && verified == null && !forgetSnapshot;
          left = restsUntil - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      news = false;
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  private void publish(NodeView view, boolean last) {
    List<String> failures = new ArrayList<>();
    attempt("files", () -> files(view), failures);
    attempt("snapshot", () -> snapshot(view, last), failures);
    if (failures.isEmpty()) {
      settle(String.join("; ", held));
    } else {
      problem = String.join("; ", failures);
    }
  }

  private interface Part {
    void publish() throws IOException;
  }

  /** So that one part is published while another cannot be: they may be on two disks. */
  private void attempt(String what, Part part, List<String> failures) {
    try {
      part.publish();
    } catch (IOException | RuntimeException e) {
      if (problem.isEmpty()) {
        LOG.error("{} not written", what, e);
      }
      failures.add(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private void snapshot(NodeView view, boolean last) throws IOException {
    Optional<Snapshot> snapshot = plan.due(view, last);
    if (snapshot.isPresent()) {
      snapshots.write(snapshot.get());
      plan.written(snapshot.get());
    }
  }

  private void files(NodeView view) {
    hold.require();
    Consumer<List<String>> done;
    synchronized (this) {
      done = verified;
    }
    long now = System.nanoTime();
    boolean wrote = false;
    if (done != null
        || view.image().revision() != writtenRevision
        || !problem.isEmpty()
        || drift.hasNews()) {
      write(view, done);
      wrote = true;
    }
    boolean full = now - sweptAt > sweepInterval.toNanos();
    sweptAt = full ? now : sweptAt;
    Sweep.Found found = materializer.look(full);
    if (!wrote && !(found.drifted().isEmpty() && found.malformed().isEmpty())) {
      awaitHand(found.drifted());
      write(view, null);
      found = materializer.look(false);
    }
    drifted = found.drifted();
    watch.watch(managed());
  }

  /** Says that files drifted, and lets who is writing one come to an end. */
  private void awaitHand(List<String> found) {
    boolean known = drifted.containsAll(found);
    drifted = found;
    if (!known) {
      try {
        TimeUnit.MILLISECONDS.sleep(HAND.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void write(NodeView view, Consumer<List<String>> done) {
    long now = System.nanoTime();
    changes.follow(view.image());
    WriteResult result =
        materializer.write(view.image(), done == null ? drift.treatment(now) : Treatment.REPAIR);
    drift.wrote(result, materializer.look(false).drifted(), now);
    List<String> changed = new ArrayList<>(result.written());
    changed.addAll(result.removed());
    if (!changed.isEmpty()) {
      changes.changed(changed, view.image().revision());
    }
    List<String> problems = new ArrayList<>(result.problems());
    result.unsettled().forEach(path -> problems.add(path + UNSETTLED));
    held = problems;
    writtenRevision = held.isEmpty() ? view.image().revision() : writtenRevision;
    if (done != null) {
      synchronized (this) {
        verified = null;
      }
      done.accept(result.written());
    }
  }

  private List<Path> managed() {
    List<Path> files = new ArrayList<>();
    for (String path : materializer.manifest().files().keySet()) {
      files.add(materializer.folder().resolve(path));
    }
    return files;
  }

  /** Takes what keeps single files from being made; empty for nothing. */
  private void settle(String next) {
    if (!next.isEmpty() && !next.equals(problem)) {
      LOG.warn("files stay as they are reason={}", next);
    } else if (next.isEmpty() && !problem.isEmpty()) {
      LOG.info("files are written again revision={}", writtenRevision);
    }
    problem = next;
  }

  /** Publishes the newest view once more, with a snapshot, and stops the thread. */
  @Override
  public void close() {
    synchronized (this) {
      stopping = true;
      news = true;
      notifyAll();
    }
    try {
      thread.join(Duration.ofSeconds(30).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    watch.close();
    hold.close();
  }
}
