package io.lockstep.materialize.profile.render;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.OpenedText;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.template.ParameterSource;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.state.decide.KnownParameter;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters as they hold on nodes, for one file; remembers whether a secret was opened. One
 * thread.
 */
final class NodeValues implements ParameterSource {
  private final ClusterImage image;
  private final Secrets secrets;
  private final Map<String, KnownParameter> known;
  private boolean opened;

  NodeValues(ClusterImage image, Secrets secrets, Map<String, KnownParameter> known) {
    this.image = image;
    this.secrets = secrets;
    this.known = known;
  }

  @Override
  public Optional<String> value(String parameter, NodeView node) {
    return set(parameter, node).or(() -> known(parameter).map(KnownParameter::defaultValue));
  }

  /** The value that somebody gave it. */
  Optional<String> set(String parameter, NodeView node) {
    return image
        .configuration()
        .effective(parameter, node.id(), node.site())
        .map(entity -> text(entity.payload(ConfigurationChanged.class)));
  }

  /** Whether somebody gave it a value. */
  boolean isSet(String parameter, NodeView node) {
    return image.configuration().effective(parameter, node.id(), node.site()).isPresent();
  }

  /** A parameter's value as it stands in an entity, opened where it is sealed. */
  String text(ConfigurationChanged entry) {
    if (entry.getSealed() == null) {
      return entry.getValue();
    }
    opened = true;
    String entity = EntityKeys.configuration(entry.getKey(), entry.getScope());
    return OpenedText.open(secrets, entry.getSealed(), entity);
  }

  Optional<KnownParameter> known(String parameter) {
    return Optional.ofNullable(known.get(parameter)).or(() -> KnownParameters.get(parameter));
  }

  /** Whether a value that was asked for is secret. */
  boolean opened() {
    return opened;
  }

  /** Whether what it opens only stands for the content. */
  boolean hidden() {
    return secrets.hidden();
  }
}
