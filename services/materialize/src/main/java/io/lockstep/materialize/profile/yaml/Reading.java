package io.lockstep.materialize.profile.yaml;

import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.file.MaterializeException;
import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.profile.template.InvalidTemplateException;
import io.lockstep.materialize.profile.template.TextTemplate;
import io.lockstep.state.decide.BoundedPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What the readers of a profile's parts share. Confined to one thread. */
final class Reading {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m)");
  private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3}");
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Something that is named where it has to be declared elsewhere. */
  record Use(String name, Node where) {}

  final Problems problems;
  final List<Use> parameters = new ArrayList<>();
  final List<Use> roles = new ArrayList<>();
  private final Function<String, Optional<FileFormat>> formats;

  Reading(Problems problems, Function<String, Optional<FileFormat>> formats) {
    this.problems = problems;
    this.formats = formats;
  }

  Optional<FileFormat> format(String name) {
    return formats.apply(name);
  }

  /** A compiled template; one that is empty, with a problem, where it does not compile. */
  TextTemplate template(Node node, String source) {
    try {
      TextTemplate template = TextTemplate.of(source);
      template.parameters().forEach(name -> parameters.add(new Use(name, node)));
      return template;
    } catch (InvalidTemplateException e) {
      problems.add(line(node, e.line()), e.getMessage(), e.remedy());
      return plain();
    }
  }

  private static TextTemplate plain() {
    try {
      return TextTemplate.of("");
    } catch (InvalidTemplateException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where a line of a scalar's text stands in the file. */
  static int line(Node node, int inText) {
    boolean block =
        node instanceof ScalarNode scalar
            && (scalar.getScalarStyle() == ScalarStyle.LITERAL
                || scalar.getScalarStyle() == ScalarStyle.FOLDED);
    return Problems.line(node) + inText - (block ? 0 : 1);
  }

  /** The roles of nodes that a part is for. */
  List<String> roles(Fields fields) {
    List<String> names = fields.texts("roles");
    names.forEach(name -> roles.add(new Use(name, fields.where("roles"))));
    return names;
  }

  /** A path in the folder of managed files. */
  String path(Fields fields, String key) {
    String path = fields.required(key, key + ": conf/shop.toml, relative to files.dir");
    if (fields.has(key)) {
      requirePath(fields.where(key), path);
    }
    return path;
  }

  void requirePath(Node where, String path) {
    try {
      ManagedFolder.requirePath(path);
    } catch (MaterializeException e) {
      problems.add(
          where,
          "\"%s\" is no path of a managed file".formatted(Problems.shown(path)),
          "name one that stays inside of files.dir, such as conf/shop.toml");
    }
  }

  /** A duration; {@code otherwise} where there is none, or it is wrong. */
  Duration duration(Fields fields, String key, Duration otherwise, Duration least) {
    Optional<String> text = fields.text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    Matcher parts = DURATION.matcher(text.get());
    if (parts.matches()) {
      long count = Long.parseLong(parts.group(1));
      Duration duration =
          switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
          };
      if (duration.compareTo(least) >= 0 && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    }
    fields.wrong(key, text.get(), "a number and ms, s or m, up to 60m, such as 500ms");
    return otherwise;
  }

  /** Permission bits; {@code otherwise} where there are none, or they are wrong. */
  int mode(Fields fields, int otherwise) {
    Optional<String> text = fields.text("mode");
    if (text.isPresent() && !OCTAL.matcher(text.get()).matches()) {
      fields.wrong("mode", text.get(), "octal permission bits in quotes, such as \"0640\"");
      return otherwise;
    }
    return text.map(octal -> Integer.parseInt(octal, 8)).orElse(otherwise);
  }

  /** A regular expression, as it is written; empty where there is none, or it is wrong. */
  Optional<BoundedPattern> pattern(Fields fields, String key) {
    Optional<String> text = fields.text(key);
    try {
      return text.map(BoundedPattern::new);
    } catch (IllegalArgumentException e) { // of syntax, too
      problems.add(
          fields.node(key).orElse(fields.where()),
          "\"%s\" is no regular expression: %s".formatted(key, Problems.shown(e.getMessage())),
          "write it as java.util.regex does, each backslash twice in \"…\"");
      return Optional.empty();
    }
  }

  /** A command: a program and its arguments. */
  List<String> command(Fields fields, String key) {
    List<String> command = fields.texts(key);
    boolean written = fields.node(key).filter(node -> node instanceof ScalarNode).isEmpty();
    if (fields.has(key) && (command.isEmpty() || command.get(0).isBlank() || !written)) {
      problems.add(
          fields.where(key),
          "\"" + key + "\" is no list of a program and its arguments",
          "write " + key + ": [bin/shop, reload]; there is no shell");
    }
    return command;
  }
}
