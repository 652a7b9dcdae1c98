package io.lockstep.materialize;

import io.lockstep.materialize.profile.HiddenSecrets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks what a file names like a password: a product keeps secrets in its files of which the
 * cluster knows nothing, and who may see which lines change need not see those. By the names alone,
 * in values and in lines that are commented out, so it rather masks too much.
 */
final class PasswordMask {
  private static final Pattern PASSWORD =
      Pattern.compile(
          "(?i:passw(?:or)?d|passphrase|pwd|secret|credential|token"
              + "|(?:private|api|access|encryption)[_.-]?key)|[_.-]pass$|[a-z]Pass$|^pass$");

  /** A name as a key, an attribute or an element has it: whole, so that it is looked at once. */
  private static final String NAME = "(?<![\\w.\\-])([\\w.\\-]++)";

  /** In three quotes, in one, one that does not end in its line, or without any. */
  private static final String VALUE =
      "(\"{3}[\\s\\S]*?\"{3}|'{3}[\\s\\S]*?'{3}"
          + "|\"[^\\r\\n]*?(?<!\\\\)\"|'[^\\r\\n]*?'|[\"'][^\\r\\n]*"
          + "|[^\\s\"'<>{\\[][^\\r\\n<>]*)";

  private static final Pattern ASSIGNED =
      Pattern.compile(NAME + "([\"']?[ \\t]*[=:][ \\t]*)" + VALUE);

  private static final Pattern ELEMENT =
      Pattern.compile("(?<=[<:])([\\w.\\-]++)((?:\\s[^<>]*+)?>)([^<>]++)(?=</)");

  private PasswordMask() {}

  static String of(String text) {
    return masked(ELEMENT, masked(ASSIGNED, text));
  }

  private static String masked(Pattern pattern, String text) {
    return pattern.matcher(text).replaceAll(PasswordMask::masked);
  }

  private static String masked(MatchResult match) {
    String value = match.group(3);
    String shown = value;
    if (PASSWORD.matcher(match.group(1)).find()) {
      char first = value.charAt(0);
      boolean quoted = first == '"' || first == '\'';
      shown = quoted ? first + HiddenSecrets.TEXT + first : HiddenSecrets.TEXT;
    }
    return Matcher.quoteReplacement(match.group(1) + match.group(2) + shown);
  }
}
