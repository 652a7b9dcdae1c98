package io.lockstep.materialize.profile.render;

import io.lockstep.materialize.profile.definition.CheckDefinition;
import io.lockstep.materialize.profile.spec.CheckSpec;
import io.lockstep.materialize.profile.template.TemplateData;
import io.lockstep.materialize.profile.template.TemplateFailedException;
import io.lockstep.materialize.profile.template.TextTemplate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Fills the templates of checks in. */
final class FilledCheck {
  private FilledCheck() {}

  /** A target that cannot be filled in is shown with what is wrong, so that the check fails. */
  static CheckSpec of(CheckDefinition check, TemplateData data) {
    Map<String, TextTemplate> templates = check.templates();
    CheckSpec spec = check.spec();
    if (spec instanceof CheckSpec.Tcp tcp) {
      return new CheckSpec.Tcp(
          tcp.name(), fill(tcp.target(), templates, data).strip(), tcp.timeout());
    } else if (spec instanceof CheckSpec.Hosts hosts) {
      return new CheckSpec.Hosts(
          hosts.name(),
          hosts.targets().stream()
              .flatMap(target -> Arrays.stream(fill(target, templates, data).split(",")))
              .map(String::strip)
              .filter(target -> !target.isEmpty())
              .distinct()
              .toList(),
          hosts.timeout());
    } else if (spec instanceof CheckSpec.Command command) {
      List<String> filled =
          command.command().stream().map(word -> fill(word, templates, data)).toList();
      return new CheckSpec.Command(command.name(), filled, command.timeout());
    }
    return spec;
  }

  private static String fill(String text, Map<String, TextTemplate> templates, TemplateData data) {
    TextTemplate template = templates.get(text);
    try {
      return template == null ? text : template.fill(data);
    } catch (TemplateFailedException e) {
      return "(" + e.getMessage().replace(',', ' ') + ")";
    }
  }
}
