package io.lockstep.node.clusterstate;

import io.lockstep.materialize.clusterstate.ClusterStateFile;
import io.lockstep.materialize.file.AtomicWriter;
import io.lockstep.materialize.file.DiskSteps;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.spec.ClusterStateSpec;
import io.lockstep.node.observe.Liveness;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.report.NodeStatus;
import io.lockstep.state.image.ClusterImage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the {@code cluster_state} document and the time of the last synchronization where the
 * profile asks for them: the first when it changes, the second when a revision was written, and
 * once a minute while the node is in step. Looks twice a second, on one thread, {@code
 * lockstep-cluster-state}; what cannot be written is tried again at the next look.
 */
public final class ClusterStateWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterStateWriter.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration IN_STEP = Duration.ofMinutes(1);
  private static final int MODE = 0644;

  /** A file as it was written last. */
  private record Written(String path, byte[] bytes) {}

  private final AtomicWriter writer;
  private final Profile profile;
  private final String node;
  private final ReplayService replay;
  private final NodeStatus status;
  private final Liveness liveness;
  private final Clock clock;
  private final Thread thread = new Thread(this::run, "lockstep-cluster-state");
  private Written document = new Written("", new byte[0]);
  private String syncPath = "";
  private long syncedRevision;
  private long syncedAt;
  private String problem = "";
  private boolean stopping;

  /**
   * Writes for a node.
   *
   * @param clock the time that is written
   */
  public ClusterStateWriter(
      Path filesDir,
      Profile profile,
      String node,
      ReplayService replay,
      NodeStatus status,
      Liveness liveness,
      Clock clock) {
    this.writer = new AtomicWriter(new ManagedFolder(filesDir), new DiskSteps());
    this.profile = profile;
    this.node = node;
    this.replay = replay;
    this.status = status;
    this.liveness = liveness;
    this.clock = clock;
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  private synchronized void run() {
    while (!stopping) {
      try {
        look();
        problem = "";
      } catch (RuntimeException e) {
        if (!String.valueOf(e.getMessage()).equals(problem)) {
          problem = String.valueOf(e.getMessage());
          LOG.warn("state of the cluster not written reason={}", problem);
        }
      }
      try {
        wait(LOOK.toMillis());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void look() {
    ClusterImage image = replay.image();
    if (!replay.view().isSound() || image.members().present(node).isEmpty()) {
      return; // not a member's files yet, or no more
    }
    NodeView self = NodeView.of(image, node);
    Optional<ClusterStateSpec> files = profile.clusterState(image, self);
    if (files.isEmpty()) {
      return;
    }
    writeDocument(files.get().file(), ClusterStateFile.document(image, this::isOnline));
    if (!files.get().lastSync().isEmpty() && replay.unavailable().isEmpty()) {
      writeTime(files.get().lastSync(), image.revision());
    }
  }

  private boolean isOnline(String id) {
    return id.equals(node) || liveness.last(id).isPresent() && liveness.alive(id);
  }

  private void writeDocument(String path, byte[] bytes) {
    if (!path.equals(document.path()) || !Arrays.equals(bytes, document.bytes())) {
      writer.write(path, bytes, MODE);
      document = new Written(path, bytes);
    }
  }

  /** The last synchronization was when the files showed all that the cluster has. */
  private void writeTime(String path, long revision) {
    long written = status.writtenRevision();
    boolean news = written != syncedRevision || !path.equals(syncPath);
    boolean old = System.nanoTime() - syncedAt > IN_STEP.toNanos();
    if (written == revision && (news || old)) {
      writer.write(path, ClusterStateFile.lastSync(clock.instant()), MODE);
      syncPath = path;
      syncedRevision = written;
      syncedAt = System.nanoTime();
    }
  }

  /** Stops the thread. */
  @Override
  public void close() {
    synchronized (this) {
      stopping = true;
      notifyAll();
    }
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
