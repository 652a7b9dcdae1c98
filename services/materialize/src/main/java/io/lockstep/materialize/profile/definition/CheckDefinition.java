package io.lockstep.materialize.profile.definition;

import io.lockstep.materialize.profile.spec.CheckSpec;
import io.lockstep.materialize.profile.template.TextTemplate;
import java.util.List;
import java.util.Map;

/**
 * A check whose texts may be templates.
 *
 * @param spec as it is written
 * @param templates the texts in it that are templates, by their source
 * @param roles nodes with any of these roles are checked; empty for all
 */
public record CheckDefinition(
    CheckSpec spec, Map<String, TextTemplate> templates, List<String> roles) {
  /** Copies the collections. */
  public CheckDefinition {
    roles = List.copyOf(roles);
    templates = Map.copyOf(templates);
  }
}
