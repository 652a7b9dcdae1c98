package io.lockstep.materialize.profile.definition;

import io.lockstep.materialize.profile.spec.ClusterStateSpec;
import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.materialize.profile.spec.HookSpec;
import io.lockstep.materialize.profile.spec.ProductVersion;
import io.lockstep.materialize.profile.spec.RoleSpec;
import io.lockstep.state.decide.KnownParameter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A profile as its YAML has it. Immutable.
 *
 * @param name its name
 * @param text what it is for
 * @param product where the installed product says its version
 * @param settings values that it sets where it is taken into use, by parameter
 * @param parameters the parameters that it knows, by name
 * @param roles the product's roles
 * @param outputs its files, each path once
 * @param folders its content folders
 * @param hooks what follows
 * @param checks what has to hold
 * @param licences the licences that a node needs
 * @param duty the file that says whether the node has the duty
 * @param clusterState the files that say how the cluster is
 */
public record ProfileDefinition(
    String name,
    String text,
    Optional<ProductVersion> product,
    Map<String, String> settings,
    Map<String, KnownParameter> parameters,
    List<RoleSpec> roles,
    List<OutputDefinition> outputs,
    List<FolderSpec> folders,
    List<HookSpec> hooks,
    List<CheckDefinition> checks,
    List<String> licences,
    Optional<String> duty,
    Optional<ClusterStateSpec> clusterState) {

  /** Copies the collections. */
  public ProfileDefinition {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    roles = List.copyOf(roles);
    outputs = List.copyOf(outputs);
    folders = List.copyOf(folders);
    hooks = List.copyOf(hooks);
    checks = List.copyOf(checks);
    licences = List.copyOf(licences);
  }
}
