package io.lockstep.cli.metrics;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression of PromQL asks for: metrics with the labels that they are picked by, and the
 * labels that results are grouped or matched by. It reads, it does not check: promtool does.
 */
record PromQl(List<Selector> selectors, Set<String> grouping) {
  /** A metric, and the labels that its series are picked by. */
  record Selector(String metric, Set<String> labels) {}

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<string>\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*')"
              + "|(?<range>\\[[^]]*])"
              + "|(?<grouping>\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\))"
              + "|(?<number>(?<![\\w:])[0-9][0-9a-zA-Z_.]*)"
              + "|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)");

  /** Values may have braces in them. */
  private static final Pattern BRACES =
      Pattern.compile("\\s*\\{(?:\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|[^}\"'])*}");

  private static final Pattern MATCHER =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)\\s*(?:=~|!~|!=|=)\\s*(?:\"[^\"]*\"|'[^']*')");

  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "offset", "bool", "inf", "nan", "start", "end", "atan2");

  static PromQl of(String expression) {
    List<Selector> selectors = new ArrayList<>();
    Set<String> grouping = new LinkedHashSet<>();
    Matcher token = TOKEN.matcher(expression);
    int from = 0;
    while (token.find(from)) {
      from = token.end();
      if (token.group("grouping") != null) {
        String text = token.group("grouping");
        for (String label : text.substring(text.indexOf('(') + 1, text.length() - 1).split(",")) {
          if (!label.isBlank()) {
            grouping.add(label.strip());
          }
        }
      } else if (token.group("name") != null && !isFunction(expression, from)) {
        String name = token.group("name");
        if (WORDS.contains(name.toLowerCase(Locale.ROOT))) {
          continue;
        }
        Matcher braces = BRACES.matcher(expression).region(from, expression.length());
        Set<String> labels = new LinkedHashSet<>();
        if (braces.lookingAt()) {
          Matcher label = MATCHER.matcher(braces.group());
          while (label.find()) {
            labels.add(label.group(1));
          }
          from = braces.end();
        }
        selectors.add(new Selector(name, labels));
      }
    }
    return new PromQl(selectors, grouping);
  }

  /** Functions, and aggregations, whose grouping may stand between their name and the bracket. */
  private static boolean isFunction(String expression, int end) {
    return expression.substring(end).matches("(?s)\\s*((by|without)\\s*\\([^)]*\\)\\s*)?\\(.*");
  }
}
