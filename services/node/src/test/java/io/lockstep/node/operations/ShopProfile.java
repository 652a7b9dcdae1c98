package io.lockstep.node.operations;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.spec.CheckSpec;
import io.lockstep.materialize.profile.spec.ClusterStateSpec;
import io.lockstep.materialize.profile.spec.ProductVersion;
import io.lockstep.state.image.ClusterImage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A product that needs a licence, says its version, and has checks as a test wants them. */
final class ShopProfile implements Profile {
  final List<CheckSpec> checks = new CopyOnWriteArrayList<>();
  private final List<String> licences;

  ShopProfile(String... licences) {
    this.licences = List.of(licences);
  }

  @Override
  public String name() {
    return "shop";
  }

  @Override
  public List<Output> outputs(ClusterImage image, NodeView node, Secrets secrets) {
    return List.of();
  }

  @Override
  public List<CheckSpec> checks(ClusterImage image, NodeView node) {
    return checks;
  }

  @Override
  public List<String> licences(ClusterImage image, NodeView node) {
    return licences;
  }

  @Override
  public Optional<ProductVersion> productVersion(ClusterImage image, NodeView node) {
    return Optional.of(new ProductVersion("conf/version.txt", "^version=(\\S+)$"));
  }

  @Override
  public Optional<ClusterStateSpec> clusterState(ClusterImage image, NodeView node) {
    return Optional.of(
        new ClusterStateSpec("var/cluster_state", "var/tmp/cluster_last_sync_timestamp"));
  }

  @Override
  public List<String> explain(ClusterImage image, NodeView node, String name) {
    return name.equals("conf/version.txt") ? List.of("the product's own, not managed") : List.of();
  }
}
