package io.lockstep.cli.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process told Prometheus, in the text format. */
record Scrape(String text) {
  private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"(?:\\\\.|[^\"\\\\])*\"");

  /** The labels of each series' name; of names that have a sample, not of those announced alone. */
  Map<String, Set<String>> series() {
    Map<String, Set<String>> series = new TreeMap<>();
    for (String line : text.lines().toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (line.startsWith("#") || !sample.matches()) {
        continue;
      }
      Set<String> labels = series.computeIfAbsent(sample.group(1), name -> new TreeSet<>());
      if (sample.group(2) != null) {
        LABEL.matcher(sample.group(2)).results().forEach(label -> labels.add(label.group(1)));
      }
    }
    return series;
  }

  /** Rows of a table of Lockstep's own metrics: name, type, labels, meaning. */
  Map<String, String> rows() {
    Map<String, String> help = new LinkedHashMap<>();
    Map<String, String> rows = new TreeMap<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# HELP lockstep_")) {
        help.put(words[2], words[3].replace("\\\\", "\\"));
      } else if (line.startsWith("# TYPE lockstep_")) {
        Set<String> labels = new TreeSet<>();
        series()
            .forEach(
                (name, all) -> {
                  if (name.equals(words[2])
                      || words[3].equals("histogram") && name.equals(words[2] + "_count")) {
                    labels.addAll(all);
                  }
                });
        rows.put(
            words[2],
            "| `%s` | %s | %s | %s |"
                .formatted(
                    words[2],
                    words[3],
                    labels.isEmpty() ? "" : "`" + String.join("`, `", labels) + "`",
                    help.get(words[2])));
      }
    }
    return rows;
  }
}
