package io.lockstep.materialize.profile.definition;

import io.lockstep.materialize.profile.template.TextTemplate;
import io.lockstep.state.decide.KnownParameter.Type;
import java.util.List;
import java.util.Optional;

/** What a value in a file comes of. */
public sealed interface ValueDefinition {
  /** The parameter whose value it is; empty where it is another's or a template's. */
  default Optional<String> parameter() {
    if (this instanceof When when) {
      return when.value().parameter();
    }
    return this instanceof OfParameter of ? Optional.of(of.name()) : Optional.empty();
  }

  /** A parameter; without a value it is not managed. */
  record OfParameter(String name) implements ValueDefinition {}

  /** A template, whose text is read as the type. */
  record OfTemplate(TextTemplate template, Type type) implements ValueDefinition {}

  /** A list of templates, each text read as the type. */
  record OfTemplates(List<TextTemplate> templates, Type type) implements ValueDefinition {
    /** Copies the list. */
    public OfTemplates {
      templates = List.copyOf(templates);
    }
  }

  /** A value that is managed only while each of some parameters has a value. */
  record When(List<String> parameters, ValueDefinition value) implements ValueDefinition {
    /** Copies the list. */
    public When {
      parameters = List.copyOf(parameters);
    }
  }
}
