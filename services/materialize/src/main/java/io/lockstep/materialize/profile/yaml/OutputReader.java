package io.lockstep.materialize.profile.yaml;

import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.profile.DriftPolicy;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.definition.ContentDefinition;
import io.lockstep.materialize.profile.definition.ContentDefinition.Store;
import io.lockstep.materialize.profile.definition.OutputDefinition;
import io.lockstep.materialize.profile.template.TextTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code outputs}. */
final class OutputReader {
  /** Formats of files that products own. */
  static final List<String> EDITED = List.of("properties", "ini", "toml", "xml", "json");

  private static final List<String> FORMATS =
      List.of(
          "properties",
          "ini",
          "toml",
          "xml",
          "json",
          "template",
          "servers",
          "tsv",
          "parameters",
          "raw",
          "pkcs12",
          "pem");
  private static final Set<String> ADOPTED =
      Set.of("properties", "ini", "toml", "xml", "json", "servers", "parameters");
  private static final List<String> POLICIES = List.of("repair", "adopt", "report");

  private final Reading reading;
  private final ValueReader values;

  OutputReader(Reading reading) {
    this.reading = reading;
    this.values = new ValueReader(reading);
  }

  List<OutputDefinition> outputs(Fields root) {
    List<OutputDefinition> outputs = new ArrayList<>();
    for (Node node : root.list("outputs")) {
      Fields.of(node, "an output", reading.problems).flatMap(this::output).ifPresent(outputs::add);
    }
    return outputs;
  }

  private Optional<OutputDefinition> output(Fields fields) {
    String path = reading.path(fields, "path");
    fields.required("format", "format: one of " + String.join(", ", FORMATS));
    Optional<String> format = fields.choice("format", FORMATS);
    int mode = reading.mode(fields, Output.PRESENT_MODE);
    DriftPolicy drift =
        fields
            .choice("drift", POLICIES)
            .map(word -> DriftPolicy.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(DriftPolicy.REPAIR);
    List<String> roles = reading.roles(fields);
    List<String> check = reading.command(fields, "check");
    if (!check.isEmpty() && !check.contains(Output.CHECKED_FILE)) {
      reading.problems.add(
          fields.where("check"),
          "\"check\" does not name the file that it checks",
          "give it the argument \"" + Output.CHECKED_FILE + "\"");
    }
    if (format.isEmpty()) {
      return Optional.empty(); // what else it has depends on it
    }
    if (drift == DriftPolicy.ADOPT && !ADOPTED.contains(format.get())) {
      reading.problems.add(
          fields.where("drift"),
          "what stands in a file of format %s cannot be adopted".formatted(format.get()),
          "write repair or report");
    }
    Optional<ContentDefinition> content = content(fields, format.get());
    fields.close();
    return content.map(what -> new OutputDefinition(path, what, mode, drift, roles, check));
  }

  private Optional<ContentDefinition> content(Fields fields, String format) {
    if (EDITED.contains(format)) {
      return edited(fields, format);
    }
    return Optional.of(
        switch (format) {
          case "template" -> new ContentDefinition.Templated(template(fields));
          case "servers" -> new ContentDefinition.Servers();
          case "tsv" -> tsv(fields);
          case "parameters" ->
              new ContentDefinition.Parameters(fields.texts("include"), fields.texts("exclude"));
          case "raw" -> new ContentDefinition.Raw(fields.required("text", "text: \"as it is\""));
          default -> store(fields, format);
        });
  }

  private Optional<ContentDefinition> edited(Fields fields, String name) {
    boolean made =
        fields.choice("missing", List.of("wait", "create")).filter("create"::equals).isPresent();
    Optional<FileFormat> format = reading.format(name);
    if (format.isEmpty()) {
      reading.problems.add(
          fields.where("format"),
          "this version of Lockstep does not know format " + name,
          "run one that does");
      return Optional.empty();
    }
    var content =
        new ContentDefinition.Edited(
            format.get(),
            made,
            values.values(fields, format.get()),
            values.lists(fields, format.get()));
    if (content.values().isEmpty() && content.lists().isEmpty()) {
      reading.problems.add(
          fields.where(),
          "the output manages nothing in its file",
          "write values: {ADDRESS: {parameter: NAME}}");
    }
    return Optional.of(content);
  }

  private TextTemplate template(Fields fields) {
    String source = fields.required("template", "template: | and the file below it");
    return reading.template(fields.node("template").orElse(fields.where()), source);
  }

  private ContentDefinition tsv(Fields fields) {
    var each = values.each(fields);
    List<TextTemplate> columns = new ArrayList<>();
    for (Node node : fields.list("columns")) {
      fields.text(node, "a column").ifPresent(text -> columns.add(reading.template(node, text)));
    }
    if (columns.isEmpty()) {
      reading.problems.add(
          fields.where("columns"),
          "the lines have no columns",
          "write columns: [\"[=member.host]\"]");
    }
    return new ContentDefinition.Tsv(each, columns);
  }

  private ContentDefinition store(Fields fields, String format) {
    fields.required("entries", "entries: certificates, or authorities");
    Store.Entries entries =
        fields
            .choice("entries", List.of("certificates", "authorities"))
            .map(word -> Store.Entries.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Store.Entries.CERTIFICATES);
    List<String> aliases = fields.texts("aliases");
    Optional<String> password =
        format.equals("pkcs12") ? fields.text("password") : Optional.empty();
    password.ifPresent(
        name -> reading.parameters.add(new Reading.Use(name, fields.where("password"))));
    return new Store(
        Store.Kind.valueOf(format.toUpperCase(Locale.ROOT)), entries, aliases, password);
  }
}
