package io.lockstep.materialize.format.xml;

import io.lockstep.materialize.format.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.codehaus.stax2.XMLStreamReader2;

/** Finds the attributes in a start tag that the parser has found to be well-formed. */
final class StartTag {
  private static final Set<String> KNOWN = Set.of("amp", "lt", "gt", "quot", "apos");

  private final SourceText source;
  private final String text;
  private int at;

  StartTag(SourceText source, int start) {
    this.source = source;
    this.text = source.text();
    this.at = start + 1;
  }

  /** The attributes, with the values that the parser has for them. */
  List<XmlAttribute> attributes(XMLStreamReader2 reader) {
    name();
    List<XmlAttribute> attributes = new ArrayList<>();
    while (true) {
      int blanks = at;
      skipSpace();
      if (text.charAt(at) == '/' || text.charAt(at) == '>') {
        check(attributes.size() == reader.getAttributeCount());
        return attributes;
      }
      attributes.add(attribute(blanks, reader, attributes.size()));
    }
  }

  private XmlAttribute attribute(int blanks, XMLStreamReader2 reader, int index) {
    int nameStart = at;
    String name = name();
    skipSpace();
    check(text.charAt(at) == '=');
    at++;
    skipSpace();
    char quote = text.charAt(at);
    check(quote == '"' || quote == '\'');
    int valueStart = at + 1;
    int valueEnd = text.indexOf(quote, valueStart);
    at = valueEnd + 1;
    refuseEntities(valueStart, valueEnd);
    check(index < reader.getAttributeCount() && name.equals(reader.getAttributeLocalName(index)));
    return new XmlAttribute(
        name, reader.getAttributeValue(index), blanks, nameStart, valueStart, valueEnd);
  }

  private void refuseEntities(int from, int to) {
    for (int i = text.indexOf('&', from); i >= 0 && i < to; i = text.indexOf('&', i + 1)) {
      int end = text.indexOf(';', i);
      if (text.charAt(i + 1) != '#' && !KNOWN.contains(text.substring(i + 1, end))) {
        throw source.malformed(i, XmlParser.ENTITY);
      }
    }
  }

  private String name() {
    int start = at;
    while ("=/> \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skipSpace() {
    while (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void check(boolean as) {
    if (!as) {
      throw source.malformed(at, "Lockstep reads this tag otherwise than its XML parser does");
    }
  }
}
