package io.lockstep.materialize.format.xml;

import io.lockstep.materialize.format.text.SourceText;
import java.util.List;

/**
 * A file that was read.
 *
 * @param source its text
 * @param encoding of its bytes
 * @param root its outermost element; null for a file without a byte
 * @param around comments and the like outside of the root, as spelled
 */
record XmlFile(SourceText source, XmlEncoding encoding, XmlElement root, List<String> around) {
  String text() {
    return source.text();
  }
}
