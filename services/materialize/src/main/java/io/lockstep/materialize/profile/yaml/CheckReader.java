package io.lockstep.materialize.profile.yaml;

import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.profile.definition.CheckDefinition;
import io.lockstep.materialize.profile.definition.ContentDefinition;
import io.lockstep.materialize.profile.definition.OutputDefinition;
import io.lockstep.materialize.profile.spec.CheckSpec;
import io.lockstep.materialize.profile.template.TextTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code checks}. */
final class CheckReader {
  private static final List<String> KINDS =
      List.of("tcp", "hosts", "file", "command", "default-password", "encrypted");
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");

  private final Reading reading;
  private final List<OutputDefinition> outputs;

  CheckReader(Reading reading, List<OutputDefinition> outputs) {
    this.reading = reading;
    this.outputs = outputs;
  }

  List<CheckDefinition> checks(Fields root) {
    List<CheckDefinition> checks = new ArrayList<>();
    for (Node node : root.list("checks")) {
      Optional<Fields> fields = Fields.of(node, "a check", reading.problems);
      Optional<CheckDefinition> check = fields.flatMap(this::check);
      if (check.isPresent()) {
        String name = check.get().spec().name();
        if (checks.stream().anyMatch(other -> other.spec().name().equals(name))) {
          reading.problems.add(
              fields.get().where("name"),
              "two checks are called " + Problems.shown(name),
              "rename one of them");
        }
        checks.add(check.get());
      }
    }
    return checks;
  }

  private Optional<CheckDefinition> check(Fields fields) {
    String name = fields.required("name", "name: database");
    fields.require("kind", "kind: one of " + String.join(", ", KINDS));
    Optional<String> kind = fields.choice("kind", KINDS);
    if (kind.isEmpty()) {
      return Optional.empty(); // what else it has depends on it
    }
    Map<String, TextTemplate> templates = new HashMap<>();
    CheckSpec spec =
        switch (kind.get()) {
          case "tcp" -> {
            String target = fields.required("target", "target: \"HOST:PORT\"");
            compile(fields, "target", templates);
            yield new CheckSpec.Tcp(name, target, timeout(fields));
          }
          case "hosts" -> {
            fields.require("targets", "targets: [HOST, \"HOST:PORT\"]");
            compile(fields, "targets", templates);
            yield new CheckSpec.Hosts(name, fields.texts("targets"), timeout(fields));
          }
          case "file" -> file(name, fields);
          case "command" -> {
            fields.require("command", "command: [shop, --version]");
            compile(fields, "command", templates);
            yield new CheckSpec.Command(name, reading.command(fields, "command"), timeout(fields));
          }
          case "default-password" -> {
            Where where = where(fields);
            fields.require("values", "values: [admin, changeit]");
            yield new CheckSpec.DefaultPassword(
                name,
                where.path(),
                where.format(),
                where.addresses(),
                parameters(where.path()),
                fields.texts("values"));
          }
          default -> {
            Where where = where(fields);
            fields.require("pattern", "pattern: \"\\\\$secret\\\\{.*\\\\}\"");
            String pattern = reading.pattern(fields, "pattern").map(p -> p.text()).orElse(".*");
            yield new CheckSpec.Encrypted(
                name, where.path(), where.format(), where.addresses(), pattern);
          }
        };
    List<String> roles = reading.roles(fields);
    fields.close();
    return Optional.of(new CheckDefinition(spec, templates, roles));
  }

  private Duration timeout(Fields fields) {
    return reading.duration(fields, "timeout", TIMEOUT, Duration.ofMillis(1));
  }

  private void compile(Fields fields, String key, Map<String, TextTemplate> templates) {
    for (Node node : fields.node(key).map(Fields::items).orElse(List.of())) {
      fields
          .text(node, "\"" + key + "\"")
          .ifPresent(text -> templates.put(text, reading.template(node, text)));
    }
  }

  private CheckSpec file(String name, Fields fields) {
    String path = fields.required("path", "path: conf/taeh");
    if (fields.has("path") && !path.startsWith("/")) {
      reading.requirePath(fields.where("path"), path);
    }
    int mode = reading.mode(fields, -1);
    Optional<String> size = fields.text("size");
    if (size.isPresent() && !SIZE.matcher(size.get()).matches()) {
      fields.wrong("size", size.get(), "a number of bytes");
      size = Optional.empty();
    }
    return new CheckSpec.File(
        name,
        path,
        mode,
        size.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(size.get())));
  }

  /** Values in a file. */
  private record Where(String path, String format, List<String> addresses) {}

  private Where where(Fields fields) {
    String path = reading.path(fields, "path");
    String format =
        fields.choice("format", OutputReader.EDITED).or(() -> formatOf(path)).orElse("");
    fields.require("addresses", "addresses: [admin.password]");
    List<String> addresses = fields.texts("addresses");
    Optional<FileFormat> known = reading.format(format);
    if (known.isEmpty()) {
      reading.problems.add(
          fields.where("format"),
          "nobody knows in which format %s is".formatted(Problems.shown(path)),
          "write format: one of " + String.join(", ", OutputReader.EDITED));
      return new Where(path, format, addresses);
    }
    for (String address : addresses) {
      known
          .get()
          .problem(address)
          .ifPresent(
              problem ->
                  reading.problems.add(
                      fields.where("addresses"),
                      "\"%s\" is no address: %s".formatted(Problems.shown(address), problem),
                      "write it as format %s does".formatted(format)));
    }
    return new Where(path, format, addresses);
  }

  /** The format of the output that has the path, else what the name ends with. */
  private Optional<String> formatOf(String path) {
    String end = path.substring(path.lastIndexOf('.') + 1);
    return edited(path)
        .map(edited -> edited.format().name())
        .or(() -> Optional.of(end).filter(OutputReader.EDITED::contains));
  }

  /** The parameters that the profile writes into a file, by address. */
  private Map<String, String> parameters(String path) {
    Map<String, String> parameters = new HashMap<>();
    edited(path)
        .ifPresent(
            edited ->
                edited
                    .values()
                    .forEach(
                        (address, value) -> {
                          value
                              .parameter()
                              .ifPresent(parameter -> parameters.put(address, parameter));
                        }));
    return parameters;
  }

  private Optional<ContentDefinition.Edited> edited(String path) {
    for (OutputDefinition output : outputs) {
      if (output.path().equals(path)
          && output.content() instanceof ContentDefinition.Edited edited) {
        return Optional.of(edited);
      }
    }
    return Optional.empty();
  }
}
