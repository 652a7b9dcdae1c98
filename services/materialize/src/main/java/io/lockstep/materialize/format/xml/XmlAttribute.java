package io.lockstep.materialize.format.xml;

/**
 * An attribute in a file.
 *
 * @param name as written, with its prefix
 * @param value what it means, without references
 * @param start where the blanks before it start
 * @param nameStart where its name starts
 * @param valueStart behind the opening quote
 * @param valueEnd at the closing quote
 */
record XmlAttribute(
    String name, String value, int start, int nameStart, int valueStart, int valueEnd) {
  int end() {
    return valueEnd + 1;
  }
}
