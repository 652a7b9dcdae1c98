package io.lockstep.benchmark.cluster;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.node.NodeService;
import io.lockstep.state.image.ClusterImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A node of the cluster in this process that keeps one folder. */
public final class FolderNode implements AutoCloseable {
  /** The folder's name in the cluster. */
  public static final String FOLDER = "bench";

  private final NodeService node;
  private final Path folder;

  private FolderNode(NodeService node, Path folder) {
    this.node = node;
    this.folder = folder;
  }

  private record OneFolder() implements Profile {
    @Override
    public String name() {
      return "bench";
    }

    @Override
    public List<Output> outputs(ClusterImage image, NodeView node, Secrets secrets) {
      return List.of();
    }

    @Override
    public List<FolderSpec> folders(ClusterImage image, NodeView node) {
      return List.of(new FolderSpec(FOLDER, FOLDER, List.of("**"), List.of(), Map.of(), List.of()));
    }
  }

  /**
   * Lets one join and waits until its folder is in step.
   *
   * @param id one of the members that the cluster was started for
   */
  public static FolderNode start(BenchCluster cluster, String id) throws InterruptedException {
    MemberHome home = MemberHome.of(cluster, id);
    NodeService node = NodeService.start(home.settings(), new OneFolder());
    FolderNode started = new FolderNode(node, home.files().resolve(FOLDER));
    Wait.until(
        "node " + id + " in step",
        Duration.ofSeconds(60),
        () -> node.content().status(FOLDER).filter(status -> status.inStep()).isPresent(),
        () -> node.status().problems());
    return started;
  }

  /** Its folder. */
  public Path folder() {
    return folder;
  }

  /** Deletes in the cluster what was deleted here, although it is most of the folder. */
  public void confirmDeletes() {
    node.content().publish(FOLDER, true).join();
  }

  /** Waits until it says that its folder is in step. */
  public void awaitInStep() throws InterruptedException {
    Wait.until(
        "the folder of " + node.self().getId() + " in step",
        Duration.ofSeconds(120),
        () ->
            node.content()
                .status(FOLDER)
                .filter(
                    status ->
                        status.inStep() && status.revision() == node.replay().image().revision())
                .isPresent(),
        () -> node.content().statuses());
  }

  @Override
  public void close() {
    node.close();
  }
}
