package io.lockstep.materialize.profile.cluster;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.builtin.BuiltinProfiles;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.render.DefinedProfile;
import io.lockstep.materialize.profile.render.StoreMaker;
import io.lockstep.materialize.profile.spec.CheckSpec;
import io.lockstep.materialize.profile.spec.ClusterStateSpec;
import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.materialize.profile.spec.HookSpec;
import io.lockstep.materialize.profile.spec.ProductVersion;
import io.lockstep.materialize.profile.spec.RoleSpec;
import io.lockstep.materialize.profile.yaml.ReadProfile;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.decide.ProfileNames;
import io.lockstep.state.image.ClusterImage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The profiles that hold on a node, as {@code Cluster.profiles} says, taken for one. A file that
 * two of them make is held. Any thread.
 */
public final class ClusterProfiles implements Profile {
  private final ProfileCatalogue catalogue;
  private final Profile standard;
  private final StoreMaker stores;

  /**
   * The profiles of a cluster.
   *
   * @param catalogue where profiles are found
   * @param standard what the name {@code standard} means
   * @param stores makes the stores of the others
   */
  public ClusterProfiles(ProfileCatalogue catalogue, Profile standard, StoreMaker stores) {
    this.catalogue = catalogue;
    this.standard = standard;
    this.stores = stores;
  }

  @Override
  public String name() {
    return "cluster";
  }

  /** The names of the profiles that hold on a node. */
  public static List<String> names(ClusterImage image, NodeView node) {
    return ProfileNames.list(
        image
            .configuration()
            .effective(KnownParameters.PROFILES.key(), node.id(), node.site())
            .map(entity -> entity.payload(ConfigurationChanged.class).getValue())
            .orElse(KnownParameters.PROFILES.defaultValue()));
  }

  /** The definitions of the profiles that hold on a node, without those that cannot be read. */
  public List<ProfileDefinition> definitions(ClusterImage image, NodeView node) {
    return names(image, node).stream()
        .distinct()
        .flatMap(name -> catalogue.profile(image, name).stream())
        .flatMap(read -> read.definition().stream())
        .toList();
  }

  /** One of the profiles; empty where this version cannot read it. */
  private Optional<Profile> profile(ClusterImage image, String name) {
    if (name.equals(BuiltinProfiles.STANDARD)) {
      return Optional.of(standard);
    }
    return catalogue
        .profile(image, name)
        .flatMap(ReadProfile::definition)
        .map(definition -> new DefinedProfile(definition, stores));
  }

  private List<Profile> readable(ClusterImage image, NodeView node) {
    return names(image, node).stream()
        .distinct()
        .flatMap(name -> profile(image, name).stream())
        .toList();
  }

  /** Where one cannot be read, all files stay: to take them away would be worse. */
  private Profile required(ClusterImage image, String name) {
    return profile(image, name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "this version of Lockstep cannot read profile %s; run one that can, or"
                            .formatted(name)
                        + " install it again"));
  }

  @Override
  public List<Output> outputs(ClusterImage image, NodeView node, Secrets secrets) {
    Map<String, Output> outputs = new LinkedHashMap<>();
    Map<String, String> makers = new LinkedHashMap<>();
    for (String name : names(image, node).stream().distinct().toList()) {
      for (Output output : required(image, name).outputs(image, node, secrets)) {
        String other = makers.putIfAbsent(output.path(), name);
        outputs.put(
            output.path(),
            other == null
                ? output
                : Output.held(
                    output.path(),
                    "profiles %s and %s both make it; use one of them on this node"
                        .formatted(other, name)));
      }
    }
    for (FolderSpec folder : folders(image, node)) {
      outputs.replaceAll((path, output) -> outside(folder, path, output));
    }
    return List.copyOf(outputs.values());
  }

  private static Output outside(FolderSpec folder, String path, Output output) {
    return folder.takesPart(path)
        ? Output.held(
            path,
            "it is inside of content folder %s; exclude it there, or use another profile"
                .formatted(folder.name()))
        : output;
  }

  @Override
  public List<HookSpec> hooks(ClusterImage image, NodeView node) {
    return all(image, node, profile -> profile.hooks(image, node));
  }

  /** Of two folders with one name the first holds. */
  @Override
  public List<FolderSpec> folders(ClusterImage image, NodeView node) {
    Map<String, FolderSpec> folders = new LinkedHashMap<>();
    all(image, node, profile -> profile.folders(image, node))
        .forEach(folder -> folders.putIfAbsent(folder.name(), folder));
    return List.copyOf(folders.values());
  }

  @Override
  public List<CheckSpec> checks(ClusterImage image, NodeView node) {
    return all(image, node, profile -> profile.checks(image, node));
  }

  /** Of two roles with one name the first holds. */
  @Override
  public List<RoleSpec> roles(ClusterImage image, NodeView node) {
    Map<String, RoleSpec> roles = new LinkedHashMap<>();
    all(image, node, profile -> profile.roles(image, node))
        .forEach(role -> roles.putIfAbsent(role.name(), role));
    return List.copyOf(roles.values());
  }

  @Override
  public List<String> licences(ClusterImage image, NodeView node) {
    return all(image, node, profile -> profile.licences(image, node)).stream().distinct().toList();
  }

  @Override
  public Optional<ProductVersion> productVersion(ClusterImage image, NodeView node) {
    return readable(image, node).stream()
        .flatMap(profile -> profile.productVersion(image, node).stream())
        .findFirst();
  }

  @Override
  public Optional<ClusterStateSpec> clusterState(ClusterImage image, NodeView node) {
    return readable(image, node).stream()
        .flatMap(profile -> profile.clusterState(image, node).stream())
        .findFirst();
  }

  @Override
  public List<String> explain(ClusterImage image, NodeView node, String name) {
    return all(image, node, profile -> profile.explain(image, node, name));
  }

  private <T> List<T> all(
      ClusterImage image, NodeView node, Function<Profile, Collection<T>> part) {
    List<T> all = new ArrayList<>();
    readable(image, node).forEach(profile -> all.addAll(part.apply(profile)));
    return List.copyOf(all);
  }
}
