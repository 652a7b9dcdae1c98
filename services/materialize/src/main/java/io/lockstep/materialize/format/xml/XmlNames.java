package io.lockstep.materialize.format.xml;

import java.util.regex.Pattern;

/** What XML takes as a name. */
final class XmlNames {
  private static final String START =
      ":A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF"
          + "\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF"
          + "\\uFDF0-\\uFFFD\\x{10000}-\\x{EFFFF}";
  private static final String REST = START + "\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040";

  /** A name, with its prefix. */
  static final Pattern NAME = Pattern.compile("[" + START + "][" + REST + "]*");

  private XmlNames() {}

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
