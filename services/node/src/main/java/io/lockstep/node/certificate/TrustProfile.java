package io.lockstep.node.certificate;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.spec.CheckSpec;
import io.lockstep.materialize.profile.spec.ClusterStateSpec;
import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.materialize.profile.spec.HookSpec;
import io.lockstep.materialize.profile.spec.ProductVersion;
import io.lockstep.materialize.profile.spec.RoleSpec;
import io.lockstep.state.image.ClusterImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds the cluster's certificates and authorities to a profile's files: {@value #KEYSTORE} and
 * {@value #KEYSTORE_PEM}, which only their owner may read, {@value #TRUSTSTORE} and {@value
 * #TRUSTSTORE_PEM}. They are the same on all nodes for which the same password holds, byte for
 * byte. Any thread.
 *
 * <p>Hashing the password of a store takes milliseconds, so what was made last is kept until one of
 * the certificates, the authorities or the password changes.
 */
public final class TrustProfile implements Profile {
  /** All certificates with their keys, PKCS#12. */
  public static final String KEYSTORE = "keystore.p12";

  /** All certificates with their keys in the clear, PEM. */
  public static final String KEYSTORE_PEM = "keystore.pem";

  /** All authorities, PKCS#12. */
  public static final String TRUSTSTORE = "truststore.p12";

  /** All authorities, PEM. */
  public static final String TRUSTSTORE_PEM = "truststore.pem";

  /** Files, and what they were made of. */
  private record Made(Secrets secrets, List<String> basis, List<Output> outputs) {}

  private final Profile profile;
  private volatile Made last = new Made(null, List.of(), List.of());

  /** Adds to the files of that profile, under its name. */
  public TrustProfile(Profile profile) {
    this.profile = profile;
  }

  @Override
  public String name() {
    return profile.name();
  }

  @Override
  public List<Output> outputs(ClusterImage image, NodeView node, Secrets secrets) {
    List<Output> outputs = new ArrayList<>(profile.outputs(image, node, secrets));
    outputs.addAll(stores(new KeyStoreFiles(image, node, secrets), secrets));
    return List.copyOf(outputs);
  }

  @Override
  public List<HookSpec> hooks(ClusterImage image, NodeView node) {
    return profile.hooks(image, node);
  }

  @Override
  public List<FolderSpec> folders(ClusterImage image, NodeView node) {
    return profile.folders(image, node);
  }

  @Override
  public List<CheckSpec> checks(ClusterImage image, NodeView node) {
    return profile.checks(image, node);
  }

  @Override
  public List<RoleSpec> roles(ClusterImage image, NodeView node) {
    return profile.roles(image, node);
  }

  @Override
  public List<String> licences(ClusterImage image, NodeView node) {
    return profile.licences(image, node);
  }

  @Override
  public Optional<ProductVersion> productVersion(ClusterImage image, NodeView node) {
    return profile.productVersion(image, node);
  }

  @Override
  public Optional<ClusterStateSpec> clusterState(ClusterImage image, NodeView node) {
    return profile.clusterState(image, node);
  }

  @Override
  public List<String> explain(ClusterImage image, NodeView node, String name) {
    return profile.explain(image, node, name);
  }

  private List<Output> stores(KeyStoreFiles files, Secrets secrets) {
    if (secrets.hidden()) {
      return files.outputs(); // quick, and not to take the place of the true ones
    }
    List<String> basis = files.basis();
    Made made = last;
    if (made.secrets() == secrets && made.basis().equals(basis)) {
      return made.outputs();
    }
    List<Output> outputs = files.outputs();
    if (outputs.stream().allMatch(output -> output.problem() == null)) {
      last = new Made(secrets, basis, outputs);
    }
    return outputs;
  }
}
