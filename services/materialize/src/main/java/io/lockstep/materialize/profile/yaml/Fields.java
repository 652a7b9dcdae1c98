package io.lockstep.materialize.profile.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML mapping, read field by field; what is wrong goes to the problems, and reading goes on.
 * Confined to one thread.
 */
final class Fields {
  private final Node where;
  private final String name;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(Node where, String name, Problems problems) {
    this.where = where;
    this.name = name;
    this.problems = problems;
  }

  /**
   * A mapping's fields.
   *
   * @param name what it is, as messages say it
   */
  static Optional<Fields> of(Node node, String name, Problems problems) {
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, name + " has no fields", "write KEY: VALUE below it");
      return Optional.empty();
    }
    Fields fields = new Fields(node, name, problems);
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(tuple.getKeyNode(), "a key is no text", "write KEY: VALUE");
      } else if (fields.values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
        problems.add(
            key,
            "%s has \"%s\" twice".formatted(name, Problems.shown(key.getValue())),
            "take one of them out");
      } else {
        fields.keys.put(key.getValue(), key);
      }
    }
    return Optional.of(fields);
  }

  /** All fields, whose names mean nothing to the reader, in order. */
  Map<String, Node> all() {
    return values;
  }

  Node where() {
    return where;
  }

  /** Where a key stands; the mapping where it does not. */
  Node where(String key) {
    return keys.getOrDefault(key, where);
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Reports the fields that nobody asked for. */
  void close() {
    for (Map.Entry<String, Node> key : keys.entrySet()) {
      if (!known.contains(key.getKey())) {
        problems.add(
            key.getValue(),
            "%s has no \"%s\"".formatted(name, Problems.shown(key.getKey())),
            Spelling.remedy(key.getKey(), known));
      }
    }
  }

  Optional<Node> node(String key) {
    known.add(key);
    return Optional.ofNullable(values.get(key));
  }

  Optional<String> text(String key) {
    return node(key).flatMap(node -> text(node, "\"" + key + "\" of " + name));
  }

  /** The text, or {@code "?"} with a problem where it is missing. */
  String required(String key, String example) {
    Optional<String> text = text(key);
    if (text.isEmpty() && !has(key)) {
      problems.add(where, "%s has no \"%s\"".formatted(name, key), "write " + example);
    }
    return text.orElse("?");
  }

  /** Reports a field that is missing, whatever it holds. */
  void require(String key, String example) {
    if (!has(key)) {
      problems.add(where, "%s has no \"%s\"".formatted(name, key), "write " + example);
    }
  }

  /** The text of a scalar that is no null. */
  Optional<String> text(Node node, String what) {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return Optional.of(scalar.getValue());
    }
    problems.add(node, what + " is no text", "write one, in quotes where it may be read otherwise");
    return Optional.empty();
  }

  /** A list of texts; a single text is a list of one. */
  List<String> texts(String key) {
    return node(key).map(node -> texts(node, "\"" + key + "\" of " + name)).orElse(List.of());
  }

  private List<String> texts(Node node, String what) {
    List<String> texts = new ArrayList<>();
    for (Node item : items(node)) {
      text(item, "an item in " + what).ifPresent(texts::add);
    }
    return texts;
  }

  static List<Node> items(Node node) {
    return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
  }

  /** The nodes of a list. */
  List<Node> list(String key) {
    Optional<Node> node = node(key);
    if (node.isPresent() && !(node.get() instanceof SequenceNode)) {
      problems.add(
          node.get(), "\"%s\" is no list".formatted(key), "write each with \"- \" before it");
      return List.of();
    }
    return node.map(Fields::items).orElse(List.of());
  }

  /** The fields of a field. */
  Optional<Fields> fields(String key) {
    return node(key).flatMap(node -> of(node, "\"" + key + "\"", problems));
  }

  boolean flag(String key) {
    Optional<String> text = text(key);
    if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
      wrong(key, text.get(), "true or false");
    }
    return text.filter("true"::equals).isPresent();
  }

  /** One of a few words. */
  Optional<String> choice(String key, List<String> words) {
    Optional<String> text = text(key);
    if (text.isPresent() && !words.contains(text.get())) {
      problems.add(
          values.get(key),
          "\"%s\" of %s cannot be \"%s\"".formatted(key, name, Problems.shown(text.get())),
          Spelling.remedy(text.get(), words));
      return Optional.empty();
    }
    return text;
  }

  void wrong(String key, String value, String wanted) {
    problems.add(
        values.getOrDefault(key, where),
        "\"%s\" of %s cannot be \"%s\"".formatted(key, name, Problems.shown(value)),
        "write " + wanted);
  }
}
