package io.lockstep.materialize.profile.yaml;

import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.profile.definition.Each;
import io.lockstep.materialize.profile.definition.ListDefinition;
import io.lockstep.materialize.profile.definition.ValueDefinition;
import io.lockstep.materialize.profile.template.TextTemplate;
import io.lockstep.state.decide.KnownParameter.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code values} and {@code lists} of files that are edited. */
final class ValueReader {
  private static final List<String> TYPES = List.of("text", "integer", "number", "boolean", "list");
  private static final List<String> WHOM = List.of("members", "all", "others");

  private final Reading reading;

  ValueReader(Reading reading) {
    this.reading = reading;
  }

  Map<String, ValueDefinition> values(Fields output, FileFormat format) {
    return addressed(output, "values", format, this::value);
  }

  Map<String, ListDefinition> lists(Fields output, FileFormat format) {
    return addressed(output, "lists", format, this::list);
  }

  /** Reads one value of a field; empty with a problem. */
  private interface Reader<T> {
    Optional<T> read(String address, Node node);
  }

  private <T> Map<String, T> addressed(
      Fields output, String key, FileFormat format, Reader<T> reader) {
    Map<String, T> read = new LinkedHashMap<>();
    output
        .fields(key)
        .ifPresent(
            all ->
                all.all()
                    .forEach(
                        (address, node) -> {
                          format
                              .problem(address)
                              .ifPresent(
                                  problem ->
                                      reading.problems.add(
                                          all.where(address),
                                          "\"%s\" is no address: %s"
                                              .formatted(Problems.shown(address), problem),
                                          "write it as format %s does".formatted(format.name())));
                          reader.read(address, node).ifPresent(value -> read.put(address, value));
                        }));
    return read;
  }

  private Optional<ListDefinition> list(String address, Node node) {
    return Fields.of(node, "list " + Problems.shown(address), reading.problems)
        .map(
            fields -> {
              Each each = each(fields);
              Map<String, ValueDefinition> values = new LinkedHashMap<>();
              if (!fields.has("fields")) {
                reading.problems.add(
                    fields.where(), "a list has no \"fields\"", "write fields: {NAME: {value: …}}");
              }
              fields
                  .fields("fields")
                  .ifPresent(
                      all ->
                          all.all()
                              .forEach(
                                  (name, value) ->
                                      value(name, value).ifPresent(v -> values.put(name, v))));
              fields.close();
              return new ListDefinition(each, values);
            });
  }

  /** For whom there is a row. */
  Each each(Fields fields) {
    fields.required("each", "each: members");
    Each.Whom whom =
        fields
            .choice("each", WHOM)
            .map(word -> Each.Whom.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Each.Whom.MEMBERS);
    Optional<String> role = fields.text("role");
    role.ifPresent(name -> reading.roles.add(new Reading.Use(name, fields.where("role"))));
    return new Each(whom, role);
  }

  private Optional<ValueDefinition> value(String name, Node node) {
    String what = "value " + Problems.shown(name);
    return Fields.of(node, what, reading.problems)
        .flatMap(
            fields -> {
              List<String> when = fields.texts("when");
              when.forEach(
                  each -> reading.parameters.add(new Reading.Use(each, fields.where("when"))));
              return value(what, node, fields)
                  .map(value -> when.isEmpty() ? value : new ValueDefinition.When(when, value));
            });
  }

  private Optional<ValueDefinition> value(String what, Node node, Fields fields) {
    Optional<String> parameter = fields.text("parameter");
    Optional<Node> value = fields.node("value");
    Type type =
        fields
            .choice("type", TYPES)
            .map(word -> Type.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Type.TEXT);
    fields.close();
    if (parameter.isPresent() == value.isPresent()) {
      reading.problems.add(
          node,
          what + (value.isPresent() ? " has both a parameter and a value" : " comes of nothing"),
          "write either {parameter: NAME} or {value: TEXT}");
      return Optional.empty();
    }
    if (parameter.isPresent()) {
      if (fields.has("type")) {
        reading.problems.add(
            fields.where("type"), what + " has its parameter's type", "take \"type\" out");
      }
      reading.parameters.add(new Reading.Use(parameter.get(), fields.where("parameter")));
      return Optional.of(new ValueDefinition.OfParameter(parameter.get()));
    }
    List<TextTemplate> templates = new ArrayList<>();
    for (Node item : Fields.items(value.get())) {
      fields.text(item, what).ifPresent(text -> templates.add(reading.template(item, text)));
    }
    if (value.get() instanceof SequenceNode) {
      return Optional.of(new ValueDefinition.OfTemplates(templates, type));
    }
    return templates.stream()
        .findFirst()
        .map(template -> new ValueDefinition.OfTemplate(template, type));
  }
}
