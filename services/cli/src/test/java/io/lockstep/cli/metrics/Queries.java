package io.lockstep.cli.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All that alert rules and dashboards ask Prometheus for. */
final class Queries {
  /** Set by Prometheus itself on everything that it scrapes. */
  private static final Set<String> EVERYWHERE = Set.of("job", "instance");

  private static final Map<String, Set<String>> OF_PROMETHEUS = Map.of("up", Set.of());
  private static final Pattern RULE = Pattern.compile("(?m)^\\s*- (?:alert|record): ");
  private static final Pattern EXPRESSION = Pattern.compile("(?m)^\\s*expr: '((?:[^']|'')+)'$");
  private static final Pattern VARIABLE =
      Pattern.compile("label_values\\(\\s*([\\w:]+)\\s*,\\s*(\\w+)\\s*\\)");
  private static final Pattern VALUE_IN_TEXT = Pattern.compile("\\$labels\\.(\\w+)");

  /** An expression, and where it stands. */
  record Query(String source, String expression) {}

  private Queries() {}

  /** The expressions of a file of rules; each in single quotes on a line of its own. */
  static List<Query> ofRules(Path file) throws IOException {
    String text = Files.readString(file);
    List<Query> queries = new ArrayList<>();
    Matcher matcher = EXPRESSION.matcher(text);
    while (matcher.find()) {
      queries.add(new Query(file.getFileName().toString(), matcher.group(1).replace("''", "'")));
    }
    long rules = RULE.matcher(text).results().count();
    if (queries.size() != rules) {
      throw new IOException(
          "%s has %d rules, but %d expressions of the form expr: '…' on one line"
              .formatted(file, rules, queries.size()));
    }
    return queries;
  }

  /** The labels that the texts of rules show. */
  static Set<String> labelsInTexts(Path file) throws IOException {
    Set<String> labels = new HashSet<>();
    VALUE_IN_TEXT.matcher(Files.readString(file)).results().forEach(r -> labels.add(r.group(1)));
    return labels;
  }

  /** The expressions of a folder's dashboards: of panels and of variables. */
  static List<Query> ofDashboards(Path folder) throws IOException {
    List<Query> queries = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        collect(file.getFileName().toString(), new ObjectMapper().readTree(file.toFile()), queries);
      }
    }
    return queries;
  }

  private static void collect(String source, JsonNode node, List<Query> queries) {
    if (node.isObject() && node.path("expr").isTextual()) {
      queries.add(new Query(source, node.get("expr").asText()));
    }
    if (node.isObject() && node.path("query").isTextual()) {
      Matcher variable = VARIABLE.matcher(node.get("query").asText());
      if (!variable.matches()) {
        throw new IllegalArgumentException(
            source + ": the variable " + node.get("query") + " is not label_values(METRIC, LABEL)");
      }
      queries.add(new Query(source, variable.group(1) + "{" + variable.group(2) + "=\"x\"}"));
    }
    node.forEach(child -> collect(source, child, queries));
  }

  /** What a query asks for and no process exports; empty if nothing. */
  static List<String> missing(Query query, Map<String, Set<String>> exported) {
    List<String> missing = new ArrayList<>();
    PromQl parsed = PromQl.of(query.expression());
    Set<String> known = new HashSet<>(EVERYWHERE);
    for (PromQl.Selector selector : parsed.selectors()) {
      Set<String> labels =
          exported.getOrDefault(selector.metric(), OF_PROMETHEUS.get(selector.metric()));
      if (labels == null) {
        missing.add(
            "%s asks for the metric %s, which nobody exports: %s"
                .formatted(query.source(), selector.metric(), query.expression()));
        return missing;
      }
      known.addAll(labels);
      for (String label : selector.labels()) {
        if (!labels.contains(label) && !EVERYWHERE.contains(label)) {
          missing.add(
              "%s picks %s by the label %s, which it does not have: %s"
                  .formatted(query.source(), selector.metric(), label, query.expression()));
        }
      }
    }
    if (parsed.selectors().isEmpty()) {
      missing.add(query.source() + " asks for no metric: " + query.expression());
    }
    for (String label : parsed.grouping()) {
      if (!known.contains(label)) {
        missing.add(
            "%s groups by the label %s, which nothing in it has: %s"
                .formatted(query.source(), label, query.expression()));
      }
    }
    return missing;
  }
}
