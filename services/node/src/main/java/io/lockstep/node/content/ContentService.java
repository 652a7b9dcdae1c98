package io.lockstep.node.content;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.content.ContentLog;
import io.lockstep.materialize.content.ContentCheck;
import io.lockstep.materialize.file.MaterializeException;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.materialize.profile.spec.HookSpec;
import io.lockstep.node.command.CommandGateway;
import io.lockstep.node.content.ContentFolder.Round;
import io.lockstep.node.content.Requests.Request;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.replay.NodeView;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.schema.Member;
import io.lockstep.schema.Problem;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityMap;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the folders of this node in step with the cluster. Its thread, {@code lockstep-content},
 * does one folder after the other; a change in a folder, a change of the cluster's content, a
 * request and a sweep now and then make it look. Reads the topic of content only where the node has
 * a folder.
 */
public final class ContentService implements AutoCloseable {
  /** The code of what keeps a folder from being in step. */
  public static final String PROBLEM = "content-problem";

  /** The code of a folder that misses so much that somebody has to confirm it. */
  public static final String VANISHED = "content-vanished";

  /** The code of a file that was there before the cluster's, and stands aside. */
  public static final String REPLACED = "content-replaced";

  /** The code of a folder that has not had all that the cluster has since the node started. */
  public static final String BEHIND = "content-behind";

  /** The code of a node that cannot keep content at all. */
  public static final String UNFIT = "content-unfit";

  private static final Logger LOG = LoggerFactory.getLogger(ContentService.class);
  private static final Duration SWEEP = Duration.ofSeconds(20);
  private static final Duration SWEEP_UNWATCHED = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofMillis(30);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration REST = Duration.ofMillis(10);
  private static final Duration MOST_REST = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** They wait for the device most of the time. */
  private static final int THREADS = 8;

  private static final int SHOWN = 5;

  private final String self;
  private final Path files;
  private final Path data;
  private final Profile profile;
  private final ReplayService replay;
  private final Warnings warnings;
  private final ContentCheck check;
  private final ContentListener listener;
  private final LogConnection connection;
  private final Codecs codecs;
  private final Submitter submitter;
  private final Thread thread = new Thread(this::run, "lockstep-content");
  private final Map<String, KeptFolder> folders = new TreeMap<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread writer = new Thread(task, "lockstep-content-write");
            writer.setDaemon(true);
            return writer;
          });
  private volatile Map<String, FolderStatus> statuses = Map.of();
  private final Requests requests = new Requests();
  private final Arrivals arrivals = new Arrivals();
  private final Set<Path> touched = new LinkedHashSet<>();
  private boolean touchedAll;
  private boolean news = true; // the node may know all by now, and hear nothing for long
  private boolean stopping;
  private long touchedAt;
  private long quietUntil = System.nanoTime();
  private FolderWatch watch;
  private volatile ContentLog log;
  private EntityMap seen = EntityMap.EMPTY;

  /**
   * Of a node.
   *
   * @param files folder of managed files
   * @param data folder of the node's own data
   * @param check looks whether files are well-formed
   * @param listener hears of what changed here
   */
  public ContentService(
      String self,
      Path files,
      Path data,
      Profile profile,
      ReplayService replay,
      CommandGateway gateway,
      LogConnection connection,
      Codecs codecs,
      Warnings warnings,
      ContentCheck check,
      ContentListener listener) {
    this.self = self;
    this.files = files.toAbsolutePath().normalize();
    this.data = data.toAbsolutePath().normalize();
    this.profile = profile;
    this.replay = replay;
    this.connection = connection;
    this.codecs = codecs;
    this.submitter = new Submitter(gateway, self);
    this.warnings = warnings;
    this.check = check;
    this.listener = listener;
    replay.addListener(this::offer);
    thread.setDaemon(true);
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  /** Makes the clients of the log anew. Any thread. */
  public void renew() {
    ContentLog current = log;
    if (current != null) {
      current.renew();
    }
  }

  private synchronized void offer(NodeView view) {
    news = true;
    notifyAll();
  }

  /** How the folders of this node are. Any thread. */
  public Collection<FolderStatus> statuses() {
    return statuses.values();
  }

  /** How a folder is; empty if this node does not have it. Any thread. */
  public Optional<FolderStatus> status(String folder) {
    return Optional.ofNullable(statuses.get(folder));
  }

  /** What keeps the product from starting: folders that are not in step for the first time. */
  public List<Problem> problems(ClusterImage image) {
    return arrivals.problems(wanted(image).values(), statuses);
  }

  /**
   * Looks at a folder now. Any thread.
   *
   * @param confirmed whether what is missing shall be deleted in the cluster, however much it is
   * @return completes once it is in step, or with what is in the way
   */
  public synchronized CompletableFuture<FolderStatus> publish(String folder, boolean confirmed) {
    CompletableFuture<FolderStatus> answer = requests.add(folder, confirmed);
    news = true;
    notifyAll();
    return answer;
  }

  private void run() {
    String fault = "";
    try {
      while (awaitWork()) {
        NodeView view = replay.view();
        if (isUnfit() || !view.isSound() || view.image().members().present(self).isEmpty()) {
          postpone(AGAIN);
          continue;
        }
        try {
          listener.follow(view.image());
          reconcile(view.image());
          rounds(view.image());
          fault = "";
        } catch (RuntimeException e) {
          if (!fault.equals(e.toString())) {
            LOG.error("content is not kept", e);
            fault = e.toString();
          }
          warnings.stands(PROBLEM, "content is not kept: " + e.getMessage());
          postpone(RETRY);
        }
      }
    } catch (InterruptedException e) {
      // the node stops, and what is known is still to be written
    } finally {
      folders.values().forEach(KeptFolder::close);
    }
  }

  /** The JVM names files in the encoding of the locale that it was started in. */
  private boolean isUnfit() {
    String encoding = System.getProperty("sun.jnu.encoding", "");
    boolean unfit = !encoding.equalsIgnoreCase("UTF-8");
    if (unfit) {
      warnings.stands(
          UNFIT,
          "file names are %s here, so content is not kept; start the node with LC_ALL=C.UTF-8"
              .formatted(encoding));
    }
    return unfit;
  }

  /** Waits until something has to be done; false when the node stops. */
  private synchronized boolean awaitWork() throws InterruptedException {
    long due = System.nanoTime() + SWEEP.toNanos();
    for (KeptFolder kept : folders.values()) {
      due = Math.min(due, kept.dueAt());
    }
    while (!news && !stopping && touched.isEmpty() && !touchedAll) {
      long left = due - System.nanoTime();
      if (left <= 0) {
        break;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    if (rest()) {
      for (KeptFolder kept : folders.values()) {
        if (touchedAll || touched.stream().anyMatch(path -> path.startsWith(kept.root()))) {
          kept.touched();
        }
      }
      touched.clear();
      touchedAll = false;
    }
    news = false;
    return !stopping;
  }

  /**
   * Many changes come together: wait for a moment without one, but not for ever; and look at a
   * large folder that always changes for half of the time at most. What comes from the cluster does
   * not wait for that.
   *
   * @return whether to look at what changed now
   */
  private boolean rest() throws InterruptedException {
    long end = System.nanoTime() + MOST_REST.toNanos();
    while (!touched.isEmpty() && !stopping) {
      long now = System.nanoTime();
      long left = Math.max(quietUntil, Math.min(touchedAt + REST.toNanos(), end)) - now;
      if (left <= 0) {
        return true;
      }
      if (news) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  private synchronized void touch(Path directory) {
    if (directory == null) {
      touchedAll = true;
    } else {
      touched.add(directory);
    }
    touchedAt = System.nanoTime();
    notifyAll();
  }

  /** The folders that this node is to have, by name. */
  private Map<String, FolderSpec> wanted(ClusterImage image) {
    Map<String, FolderSpec> wanted = new TreeMap<>();
    List<String> roles = image.members().present(self).map(Member::getRoles).orElse(List.of());
    for (FolderSpec spec :
        profile.folders(image, io.lockstep.materialize.profile.NodeView.of(image, self))) {
      if (spec.roles().isEmpty() || spec.roles().stream().anyMatch(roles::contains)) {
        wanted.put(spec.name(), spec);
      }
    }
    return wanted;
  }

  private void reconcile(ClusterImage image) {
    Map<String, FolderSpec> wanted = wanted(image);
    folders
        .values()
        .removeIf(
            kept -> {
              boolean gone = !kept.spec().equals(wanted.get(kept.spec().name()));
              if (gone) {
                kept.close();
              }
              return gone;
            });
    if (wanted.isEmpty()) {
      statuses = Map.of();
      return;
    }
    if (log == null) {
      watch = new FolderWatch(this::touch);
      log = new ContentLog(connection, codecs);
      log.start();
    }
    for (FolderSpec spec : wanted.values()) {
      folders.computeIfAbsent(spec.name(), name -> new KeptFolder(spec, files, () -> open(spec)));
    }
  }

  private ContentFolder open(FolderSpec spec) {
    return new ContentFolder(spec, files, data, log, submitter, check, threads, watch::add);
  }

  private void rounds(ClusterImage image) throws InterruptedException {
    boolean changed = !image.content().entities().equals(seen);
    seen = image.content().entities();
    Map<String, FolderStatus> now = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    List<String> vanished = new ArrayList<>();
    for (Map.Entry<String, KeptFolder> each : folders.entrySet()) {
      KeptFolder kept = each.getValue();
      Request request = requests.take(each.getKey());
      if (changed) {
        kept.outdated();
      }
      boolean look = request != null || kept.isLookDue();
      FolderStatus status = statuses.get(each.getKey());
      if (look || kept.isOutdated() || status == null) {
        status = round(kept, image, look, request);
      }
      now.put(each.getKey(), status);
      if (isVanished(status)) {
        vanished.addAll(status.problems());
      } else {
        status.problems().forEach(text -> problems.add(each.getKey() + ": " + text));
      }
    }
    statuses = Map.copyOf(now);
    requests.refuseUnknown(folders.keySet());
    warnings.settle(PROBLEM, shortened(problems));
    warnings.settle(VANISHED, String.join("; ", vanished));
  }

  private static boolean isVanished(FolderStatus status) {
    return status.problems().stream().anyMatch(text -> text.contains("--confirm-deletes"));
  }

  private FolderStatus round(KeptFolder kept, ClusterImage image, boolean look, Request request)
      throws InterruptedException {
    String name = kept.spec().name();
    List<String> names = List.of(HookSpec.CONTENT + name);
    AtomicBoolean announced = new AtomicBoolean();
    long begin = System.nanoTime();
    kept.looks();
    FolderStatus status;
    Duration pause;
    try {
      Round round =
          kept.folder()
              .round(
                  image,
                  look,
                  request != null && request.confirmed(),
                  revision -> {
                    listener.announce(names, revision);
                    announced.set(true);
                  });
      status = round.status();
      pause = round.pause();
      arrivals.looked(status, isVanished(status));
      round
          .kept()
          .forEach(
              (path, copy) ->
                  warnings.happened(
                      REPLACED,
                      "%s of folder %s was another file than the cluster's; it is kept in %s"
                          .formatted(path, name, copy),
                      null));
      kept.goesOn();
      if (!round.changed().isEmpty()) {
        listener.changed(names, status.revision());
      } else if (announced.get()) {
        listener.unchanged(names);
      }
    } catch (LogUnavailableException e) {
      status = hindered(kept, image, e.getMessage());
      pause = AGAIN;
    } catch (MaterializeException e) {
      status = hindered(kept, image, e.getMessage());
      pause = null;
    } catch (IOException e) {
      status = hindered(kept, image, reason(kept.root(), e));
      pause = null;
    }
    if (kept.isHindered() && announced.get()) {
      maybeChanged(names, image.revision());
    }
    boolean again = pause != null;
    if (again) {
      kept.touched();
    }
    Duration wait =
        !status.problems().isEmpty()
            ? RETRY
            : again ? pause : watch.isPartial() ? SWEEP_UNWATCHED : SWEEP;
    long took = Math.min(System.nanoTime() - begin, RETRY.toNanos());
    Duration spent = Duration.ofNanos(took);
    kept.rest(wait.compareTo(spent) > 0 ? wait : spent);
    if (look) {
      quietUntil = System.nanoTime() + took;
    }
    if (!again) {
      kept.save();
    }
    requests.answer(name, request, status, again);
    return status;
  }

  /** A look that came to nothing: the folder is as it was seen last, and compared again soon. */
  private FolderStatus hindered(KeptFolder kept, ClusterImage image, String reason) {
    String name = kept.spec().name();
    if (kept.isHinderedAnew(reason)) {
      LOG.warn("content is not in step folder={} reason={}", name, reason);
    }
    FolderStatus before = statuses.get(name);
    kept.outdated();
    return new FolderStatus(
        name,
        kept.root().toString(),
        before == null ? 0 : before.files(),
        before == null ? 0 : before.bytes(),
        before == null ? 0 : before.toPublish(),
        before == null ? 0 : before.toWrite(),
        false,
        image.revision(),
        List.of(reason));
  }

  private static String reason(Path root, IOException e) {
    String file = e instanceof FileSystemException named ? named.getFile() : null;
    return MaterializeException.of(
            file == null ? root.toString() : file, "cannot look at or write", e)
        .getMessage();
  }

  /** Some was written before the look failed, and nobody will know what. */
  private void maybeChanged(List<String> names, long revision) {
    try {
      listener.changed(names, revision);
    } catch (MaterializeException e) {
      LOG.debug("it was announced, so it is not lost names={} reason={}", names, e.getMessage());
    }
  }

  private void postpone(Duration wait) {
    folders
        .values()
        .forEach(
            kept -> {
              kept.touched();
              kept.rest(wait);
            });
  }

  private static String shortened(List<String> problems) {
    if (problems.size() <= SHOWN) {
      return String.join("; ", problems);
    }
    return String.join("; ", problems.subList(0, SHOWN))
        + "; and %d more, see lockstep content status".formatted(problems.size() - SHOWN);
  }

  /** Stops; what is under way is finished at the next start. */
  @Override
  public void close() {
    synchronized (this) {
      stopping = true;
      notifyAll();
    }
    try {
      thread.join(PATIENCE.toMillis());
      thread.interrupt(); // it waits for the log
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
    if (watch != null) {
      watch.close();
    }
    if (log != null) {
      log.close();
    }
  }
}
