package io.lockstep.materialize.format.xml;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.xml.XmlAddress.Selector;
import io.lockstep.materialize.format.xml.XmlAddress.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An element that is to be written. */
final class NewElement {
  final String name;
  final Map<String, String> attributes = new LinkedHashMap<>();
  final List<NewElement> children = new ArrayList<>();
  String text = "";

  NewElement(String name) {
    this.name = name;
  }

  /** One that a step would find. */
  static NewElement of(Step step) {
    NewElement element = new NewElement(step.name());
    for (Selector selector : step.selectors()) {
      if (selector instanceof Selector.Attribute attribute) {
        element.attributes.put(attribute.name(), attribute.value());
      } else if (selector instanceof Selector.Child child) {
        element.children.add(leaf(child.name(), child.value()));
      }
    }
    return element;
  }

  /** One that has a row's fields. */
  static NewElement of(String name, FileValue.Table row) {
    NewElement element = new NewElement(name);
    fields(row)
        .forEach(
            (field, value) -> {
              if (field.startsWith("@")) {
                element.attributes.put(field.substring(1), value);
              } else {
                element.children.add(leaf(field, value));
              }
            });
    return element;
  }

  /** A row's fields as texts, by name. */
  static Map<String, String> fields(FileValue.Table row) {
    Map<String, String> fields = new LinkedHashMap<>();
    row.fields()
        .forEach(
            (name, value) -> {
              if (!XmlNames.isName(name.startsWith("@") ? name.substring(1) : name)) {
                throw new MalformedFileException(
                    0, 0, "field '" + name + "' is no name in XML: name a child, or an @attribute");
              }
              if (value instanceof FileValue.Table || value instanceof FileValue.Items) {
                throw new MalformedFileException(
                    0, 0, "field '" + name + "' of a row has to be a single value");
              }
              fields.put(name, value.text());
            });
    return fields;
  }

  private static NewElement leaf(String name, String text) {
    NewElement leaf = new NewElement(name);
    leaf.text = text;
    return leaf;
  }
}
