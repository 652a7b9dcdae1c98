package io.lockstep.materialize.profile.definition;

import io.lockstep.materialize.profile.spec.CheckSpec;
import io.lockstep.materialize.profile.template.TextTemplate;
import java.util.Map;

/**
 * A check whose texts may be templates.
 *
 * @param spec as it is written
 * @param templates the texts in it that are templates, by their source
 */
public record CheckDefinition(CheckSpec spec, Map<String, TextTemplate> templates) {
  /** Copies the map. */
  public CheckDefinition {
    templates = Map.copyOf(templates);
  }
}
