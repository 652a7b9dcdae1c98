package io.lockstep.materialize.profile.render;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.OutputContent;
import io.lockstep.materialize.profile.definition.ContentDefinition;
import io.lockstep.materialize.profile.definition.ListDefinition;
import io.lockstep.materialize.profile.definition.ValueDefinition;
import io.lockstep.materialize.profile.template.TemplateData;
import io.lockstep.materialize.profile.template.TemplateFailedException;
import io.lockstep.materialize.profile.template.TextTemplate;
import io.lockstep.schema.Member;
import io.lockstep.state.decide.KnownParameter;
import io.lockstep.state.decide.KnownParameter.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What shall hold in a file that the product owns. Used once, by one thread. */
final class EditedFile {
  private final NodeValues values;
  private final TemplateData data;

  EditedFile(NodeValues values, TemplateData data) {
    this.values = values;
    this.data = data;
  }

  OutputContent content(ContentDefinition.Edited definition) {
    List<Edit> edits = new ArrayList<>();
    Map<String, String> parameters = new LinkedHashMap<>();
    definition
        .values()
        .forEach(
            (address, value) ->
                value(address, value, data, data.node())
                    .ifPresent(
                        found -> {
                          edits.add(new Edit.Put(address, found));
                          value
                              .parameter()
                              .ifPresent(parameter -> parameters.put(address, parameter));
                        }));
    definition
        .lists()
        .forEach((address, list) -> edits.add(new Edit.Rows(address, rows(address, list))));
    return new OutputContent.Edited(
        definition.format(), edits, definition.made(), parameters, values.opened());
  }

  private List<FileValue.Table> rows(String address, ListDefinition list) {
    List<FileValue.Table> rows = new ArrayList<>();
    for (Member member : data.members()) {
      if (list.each().has(member, data.node().id())) {
        Map<String, FileValue> fields = new LinkedHashMap<>();
        TemplateData row = data.row(member);
        NodeView of = new NodeView(member.getId(), member.getSite());
        list.fields()
            .forEach(
                (name, value) ->
                    value(address + " " + name, value, row, of)
                        .ifPresent(found -> fields.put(name, found)));
        rows.add(new FileValue.Table(fields));
      }
    }
    return rows;
  }

  /** Empty where nobody gave the parameter a value: it is not managed then. */
  private Optional<FileValue> value(
      String address, ValueDefinition value, TemplateData sees, NodeView node) {
    if (value instanceof ValueDefinition.When when) {
      return when.parameters().stream().allMatch(name -> values.isSet(name, node))
          ? value(address, when.value(), sees, node)
          : Optional.empty();
    }
    if (value instanceof ValueDefinition.OfParameter of) {
      return values.set(of.name(), node).map(text -> parameter(of.name(), text));
    }
    if (value instanceof ValueDefinition.OfTemplate of) {
      return Optional.of(typed(address, of.type(), of.template(), sees));
    }
    ValueDefinition.OfTemplates of = (ValueDefinition.OfTemplates) value;
    return Optional.of(
        new FileValue.Items(
            of.templates().stream()
                .map(template -> typed(address, of.type(), template, sees))
                .toList()));
  }

  private FileValue parameter(String name, String text) {
    Optional<KnownParameter> known = values.known(name);
    boolean shown = values.hidden() && known.map(KnownParameter::secret).orElse(false);
    if (shown) {
      return new FileValue.Text(text);
    }
    if (known.flatMap(parameter -> parameter.problem(text)).isPresent()) {
      throw new HeldException(
          "the value of %s is not %s; set it again".formatted(name, known.get().bounds()));
    }
    Type type = known.map(KnownParameter::type).orElse(Type.TEXT);
    return TypedValues.of("the value of " + name, type, text);
  }

  private FileValue typed(String address, Type type, TextTemplate template, TemplateData sees) {
    try {
      String text = template.fill(sees);
      return values.hidden() && values.opened()
          ? new FileValue.Text(text)
          : TypedValues.of("what the profile makes for " + address, type, text);
    } catch (TemplateFailedException e) {
      throw new HeldException("the value of %s: %s".formatted(address, e.getMessage()));
    }
  }
}
