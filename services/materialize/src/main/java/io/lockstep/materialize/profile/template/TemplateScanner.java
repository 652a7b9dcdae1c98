package io.lockstep.materialize.profile.template;

import java.util.ArrayList;
import java.util.List;

/** Finds the tags and interpolations of a template, and the literals in them. Used once. */
final class TemplateScanner {
  private static final int MAX_CODE = 4_096;

  private final String source;
  private final List<TemplatePart> parts = new ArrayList<>();
  private int at;

  private TemplateScanner(String source) {
    this.source = source;
  }

  static List<TemplatePart> scan(String source) throws InvalidTemplateException {
    return new TemplateScanner(source).scan();
  }

  private List<TemplatePart> scan() throws InvalidTemplateException {
    while ((at = source.indexOf('[', at)) >= 0) {
      if (source.startsWith("[#--", at)) {
        int end = source.indexOf("--]", at + 4);
        if (end < 0) {
          throw invalid(at, "the comment has no end", "close it with --]");
        }
        at = end + 3;
      } else if (source.startsWith("[=", at)) {
        code("", at, at + 2);
      } else if (source.startsWith("[#", at) || source.startsWith("[/#", at)) {
        int name = source.indexOf('#', at) + 1;
        int end = name;
        while (end < source.length() && Character.isLetter(source.charAt(end))) {
          end++;
        }
        String prefix = source.charAt(at + 1) == '/' ? "/" : "";
        code(prefix + source.substring(name, end), at, end);
      } else if (source.startsWith("[@", at) || source.startsWith("[/@", at)) {
        throw invalid(at, "[@…] calls a macro", "there are none; write it out");
      } else {
        at++;
      }
    }
    return parts;
  }

  /** Reads up to the bracket that closes, and goes on behind it. */
  private void code(String name, int start, int from) throws InvalidTemplateException {
    StringBuilder code = new StringBuilder();
    List<String> literals = new ArrayList<>();
    int depth = 0;
    int i = from;
    while (true) {
      if (i >= source.length() || i - start > MAX_CODE) {
        throw invalid(
            start,
            "\"%s\" has no end"
                .formatted(source.substring(start, Math.min(start + 20, source.length()))),
            "close it with ], at most %d characters on".formatted(MAX_CODE));
      }
      char c = source.charAt(i);
      if (c == '"' || c == '\'') {
        if (code.length() > 0 && code.charAt(code.length() - 1) == 'r') {
          throw invalid(start, "a raw text, r\"…\"", "write it without the r");
        }
        int end = literalEnd(start, i);
        String literal = source.substring(i + 1, end);
        if (literal.contains("[=")) {
          throw invalid(start, "\"[=\" stands in a text", "join texts with + instead");
        }
        code.append('"').append(literals.size()).append('"');
        literals.add(literal);
        i = end + 1;
        continue;
      }
      if (c == ']' && depth == 0) {
        break;
      }
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      code.append(c);
      i++;
    }
    parts.add(new TemplatePart(name, code.toString(), List.copyOf(literals), i + 1, line(start)));
    at = i + 1;
  }

  private int literalEnd(int start, int quote) throws InvalidTemplateException {
    for (int i = quote + 1; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == source.charAt(quote)) {
        return i;
      }
    }
    throw invalid(start, "a text in quotes has no end", "close it with the quote it begins with");
  }

  private InvalidTemplateException invalid(int where, String what, String remedy) {
    return new InvalidTemplateException(line(where), what, remedy);
  }

  private int line(int where) {
    return 1 + (int) source.substring(0, where).chars().filter(c -> c == '\n').count();
  }
}
