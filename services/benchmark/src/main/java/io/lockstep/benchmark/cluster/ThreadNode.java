package io.lockstep.benchmark.cluster;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.node.NodeService;
import io.lockstep.state.image.ClusterImage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A node of the cluster in this process, the node's own code with all its threads and connections,
 * but without an API and without managed files.
 */
public final class ThreadNode implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final NodeService node;

  private ThreadNode(NodeService node) {
    this.node = node;
  }

  private record NoFiles() implements Profile {
    @Override
    public String name() {
      return "bench";
    }

    @Override
    public List<Output> outputs(ClusterImage image, NodeView view, Secrets secrets) {
      return List.of();
    }
  }

  /**
   * Lets one join; it need not be ready when this returns.
   *
   * @param id one of the members that the cluster was started for
   */
  public static ThreadNode start(BenchCluster cluster, String id) {
    return new ThreadNode(NodeService.start(MemberHome.of(cluster, id).settings(), new NoFiles()));
  }

  /** Waits until it is ready. */
  public void awaitReady() throws InterruptedException {
    Wait.until(
        "node " + node.self().getId() + " ready",
        PATIENCE,
        () -> node.status().problems().isEmpty(),
        () -> node.status().problems());
  }

  /** Completes when it has applied a revision. */
  public CompletableFuture<?> applied(long revision) {
    return node.replay().awaitRevision(revision);
  }

  @Override
  public void close() {
    node.close();
  }
}
