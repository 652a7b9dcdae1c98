package io.lockstep.materialize.profile.template;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a template may have: nothing that reads a clock or another file, makes objects, defines code
 * or goes on for ever. The engine itself can be told a part of it only.
 */
final class TemplateRules {
  private static final Set<String> DIRECTIVES =
      Set.of(
          "if",
          "/if",
          "else",
          "elseif",
          "list",
          "/list",
          "items",
          "/items",
          "sep",
          "/sep",
          "break",
          "continue",
          "switch",
          "/switch",
          "case",
          "default",
          "on",
          "assign",
          "stop",
          "compress",
          "/compress",
          "t",
          "lt",
          "rt",
          "nt");

  private static final Set<String> BUILT_INS =
      Set.of(
          "abs",
          "boolean",
          "c",
          "cap_first",
          "ceiling",
          "contains",
          "counter",
          "ends_with",
          "ensure_ends_with",
          "ensure_starts_with",
          "filter",
          "first",
          "floor",
          "has_content",
          "has_next",
          "html",
          "index",
          "index_of",
          "int",
          "is_first",
          "is_last",
          "item_cycle",
          "item_parity",
          "join",
          "js_string",
          "json_string",
          "j_string",
          "keep_after",
          "keep_after_last",
          "keep_before",
          "keep_before_last",
          "keys",
          "last",
          "last_index_of",
          "length",
          "lower_case",
          "map",
          "max",
          "min",
          "number",
          "remove_beginning",
          "remove_ending",
          "reverse",
          "round",
          "seq_contains",
          "seq_index_of",
          "size",
          "sort",
          "sort_by",
          "split",
          "starts_with",
          "string",
          "switch",
          "then",
          "trim",
          "uncap_first",
          "upper_case",
          "url",
          "url_path",
          "values",
          "xml");

  private static final Pattern BUILT_IN = Pattern.compile("\\?\\s*([A-Za-z_]\\w*)");
  private static final Pattern SPECIAL = Pattern.compile("(?<![\\w\\])\"}])\\.\\s*([A-Za-z_]\\w*)");
  private static final Pattern ASSIGNED =
      Pattern.compile("\\s*([A-Za-z]\\w*)\\s*[-+*]?=(?!=)[\\s\\S]*");
  private static final Pattern ASSIGNS = Pattern.compile("(?<![=!<>])=(?!=)");
  private static final Pattern PARAMETER =
      Pattern.compile("\\bparameter\\s*\\(\\s*\"(\\d+)\"\\s*[,)]");
  private static final String GUARD = "lockstep_";

  /** Counts a round of a loop. */
  static final String STEP = GUARD + "step";

  /** Bounds what a variable holds. */
  static final String BOUND = GUARD + "bound";

  private TemplateRules() {}

  /**
   * The source with guards in its loops and behind its variables.
   *
   * @param parameters takes the names that it asks for
   * @throws InvalidTemplateException if it has what it may not have
   */
  static String guarded(String source, TreeSet<String> parameters) throws InvalidTemplateException {
    List<TemplatePart> parts = TemplateScanner.scan(source);
    StringBuilder guarded = new StringBuilder(source.length() + 64);
    int copied = 0;
    for (TemplatePart part : parts) {
      require(part);
      Matcher asked = PARAMETER.matcher(part.code());
      while (asked.find()) {
        parameters.add(part.literals().get(Integer.parseInt(asked.group(1))));
      }
      String guard = guard(part);
      guarded.append(source, copied, part.end()).append(guard);
      copied = part.end();
    }
    return guarded.append(source, copied, source.length()).toString();
  }

  /** A tag, since a line of tags alone leaves no line in the output. */
  private static String guard(TemplatePart part) throws InvalidTemplateException {
    if (part.name().equals("list") || part.name().equals("items")) {
      return "[#if " + STEP + "()][/#if]";
    }
    if (!part.name().equals("assign")) {
      return "";
    }
    Matcher assigned = ASSIGNED.matcher(part.code());
    if (!assigned.matches() || ASSIGNS.matcher(part.code()).results().count() != 1) {
      throw new InvalidTemplateException(
          part.line(),
          "[#assign…] is not of one variable",
          "write [#assign NAME = VALUE] for each");
    }
    return "[#if " + BOUND + "(" + assigned.group(1) + ")][/#if]";
  }

  private static void require(TemplatePart part) throws InvalidTemplateException {
    int line = part.line();
    if (!part.name().isEmpty() && !DIRECTIVES.contains(part.name())) {
      throw new InvalidTemplateException(
          line,
          "the directive [#%s] is not for profiles".formatted(part.name()),
          "use if, list, sep, switch, assign or compress");
    }
    String code = part.code().replace("??", "  ");
    if (code.contains("..")) {
      throw new InvalidTemplateException(
          line, "a range, \"..\"", "list members, or what a text splits into");
    }
    if (code.contains("--")) {
      throw new InvalidTemplateException(
          line, "\"--\" stands in a tag", "put comments outside of tags");
    }
    if (code.contains(GUARD)) {
      throw new InvalidTemplateException(
          line, "names with \"%s\" are Lockstep's own".formatted(GUARD), "take another name");
    }
    Matcher special = SPECIAL.matcher(code);
    if (special.find()) {
      throw new InvalidTemplateException(
          line,
          "the variable .%s is not for profiles".formatted(special.group(1)),
          "templates see cluster, primary, node, members, member and parameter('NAME')");
    }
    Matcher builtIn = BUILT_IN.matcher(code);
    while (builtIn.find()) {
      if (!BUILT_INS.contains(builtIn.group(1))) {
        throw new InvalidTemplateException(
            line,
            "the built-in ?%s is not for profiles".formatted(builtIn.group(1)),
            "these are: " + String.join(", ", new TreeSet<>(BUILT_INS)));
      }
    }
  }
}
