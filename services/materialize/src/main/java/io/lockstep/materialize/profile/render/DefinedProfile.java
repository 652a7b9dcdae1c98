package io.lockstep.materialize.profile.render;

import io.lockstep.materialize.profile.HiddenSecrets;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.PropertiesText;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.definition.OutputDefinition;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.spec.CheckSpec;
import io.lockstep.materialize.profile.spec.ClusterStateSpec;
import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.materialize.profile.spec.HookSpec;
import io.lockstep.materialize.profile.spec.ProductVersion;
import io.lockstep.materialize.profile.spec.RoleSpec;
import io.lockstep.materialize.profile.template.TemplateData;
import io.lockstep.schema.Member;
import io.lockstep.state.image.ClusterImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A profile that was written as YAML. Immutable; any thread. */
public final class DefinedProfile implements Profile {
  private static final List<String> DUTY_HEADER =
      List.of("Written by Lockstep. The duty is this node's while mine is true, in this epoch.");

  private final ProfileDefinition definition;
  private final StoreMaker stores;

  /** A profile whose stores of certificates are made so. */
  public DefinedProfile(ProfileDefinition definition, StoreMaker stores) {
    this.definition = definition;
    this.stores = stores;
  }

  /** What it was written as. */
  public ProfileDefinition definition() {
    return definition;
  }

  @Override
  public String name() {
    return definition.name();
  }

  @Override
  public List<Output> outputs(ClusterImage image, NodeView node, Secrets secrets) {
    List<String> roles = roles(image, node.id());
    List<Output> outputs = new ArrayList<>();
    for (OutputDefinition output : definition.outputs()) {
      if (meant(output.roles(), roles)) {
        new RenderedOutput(definition, output, image, node, secrets, stores)
            .output()
            .ifPresent(outputs::add);
      }
    }
    definition.duty().ifPresent(path -> outputs.add(duty(path, image, node)));
    return List.copyOf(outputs);
  }

  private static Output duty(String path, ClusterImage image, NodeView node) {
    String owner = image.promotion().primary().orElse("");
    TreeMap<String, String> values = new TreeMap<>();
    values.put("owner", owner);
    values.put("epoch", Long.toString(image.promotion().epoch()));
    values.put("node", node.id());
    values.put("mine", Boolean.toString(owner.equals(node.id())));
    return new Output(path, PropertiesText.format(DUTY_HEADER, values), Output.NEW_MODE);
  }

  @Override
  public List<HookSpec> hooks(ClusterImage image, NodeView node) {
    List<String> roles = roles(image, node.id());
    return definition.hooks().stream().filter(hook -> meant(hook.roles(), roles)).toList();
  }

  @Override
  public List<FolderSpec> folders(ClusterImage image, NodeView node) {
    List<String> roles = roles(image, node.id());
    return definition.folders().stream().filter(folder -> meant(folder.roles(), roles)).toList();
  }

  /**
   * A check whose text needs a secret shows what stands for it: no check is for secrets. Which ones
   * are meant is said by the roles that the node is seen with: before a join no image knows them.
   */
  @Override
  public List<CheckSpec> checks(ClusterImage image, NodeView node) {
    NodeValues values = new NodeValues(image, new HiddenSecrets(), definition.parameters());
    TemplateData data = new TemplateData(image, node, values);
    return definition.checks().stream()
        .filter(check -> meant(check.roles(), node.roles()))
        .map(check -> FilledCheck.of(check, data))
        .toList();
  }

  @Override
  public List<RoleSpec> roles(ClusterImage image, NodeView node) {
    return definition.roles();
  }

  @Override
  public List<String> licences(ClusterImage image, NodeView node) {
    return definition.licences();
  }

  @Override
  public Optional<ProductVersion> productVersion(ClusterImage image, NodeView node) {
    return definition.product();
  }

  @Override
  public Optional<ClusterStateSpec> clusterState(ClusterImage image, NodeView node) {
    return definition.clusterState();
  }

  @Override
  public List<String> explain(ClusterImage image, NodeView node, String name) {
    return Explanations.of(definition, roles(image, node.id()), name);
  }

  private static List<String> roles(ClusterImage image, String node) {
    return image.members().get(node).map(Member::getRoles).orElse(List.of());
  }

  /** Whether what is for nodes with any of some roles is for one with these. */
  static boolean meant(List<String> any, List<String> roles) {
    return any.isEmpty() || any.stream().anyMatch(roles::contains);
  }
}
