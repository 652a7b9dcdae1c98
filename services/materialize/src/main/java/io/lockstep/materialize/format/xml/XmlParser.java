package io.lockstep.materialize.format.xml;

import com.ctc.wstx.api.WstxInputProperties;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.SourceText;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.LocationInfo;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;

/** Bytes to elements with their places. Names are as written, prefixes and all. */
final class XmlParser {
  static final String ENTITY =
      "an entity other than &amp; &lt; &gt; &quot; and &apos; is used here, which Lockstep does not"
          + " expand: write its text instead";

  private static final XMLInputFactory2 FACTORY = eager();

  private final SourceText source;
  private final List<String> around = new ArrayList<>();
  private XmlElement root;
  private XmlElement open;

  private XmlParser(SourceText source) {
    this.source = source;
  }

  private static XMLInputFactory2 eager() {
    XMLInputFactory2 factory = SecureStax.factory(false);
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    factory.setProperty(WstxInputProperties.P_MIN_TEXT_SEGMENT, Integer.MAX_VALUE);
    return factory;
  }

  /**
   * Reads a file.
   *
   * @throws MalformedFileException if it is not well-formed
   */
  static XmlFile parse(byte[] file) {
    XmlEncoding encoding = XmlEncoding.of(file);
    return parse(new SourceText(encoding.decode(file)), encoding);
  }

  /** Reads a text. */
  static XmlFile parse(SourceText source, XmlEncoding encoding) {
    if (source.text().isEmpty()) {
      return new XmlFile(source, encoding, null, List.of());
    }
    XmlParser parser = new XmlParser(source);
    parser.read();
    return new XmlFile(source, encoding, parser.root, parser.around);
  }

  private void read() {
    try {
      XMLStreamReader2 reader =
          (XMLStreamReader2) FACTORY.createXMLStreamReader(new StringReader(source.text()));
      while (reader.hasNext()) {
        take(reader.next(), reader);
      }
    } catch (XMLStreamException e) {
      throw malformed(e);
    }
  }

  private MalformedFileException malformed(XMLStreamException e) {
    int offset = e.getLocation() == null ? 0 : e.getLocation().getCharacterOffset();
    return source.malformed(Math.max(0, offset), SecureStax.problem(e));
  }

  private void take(int event, XMLStreamReader2 reader) throws XMLStreamException {
    LocationInfo place = reader.getLocationInfo();
    int start = Math.toIntExact(place.getStartingCharOffset());
    int end = Math.toIntExact(place.getEndingCharOffset());
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> start(reader, start, end);
      case XMLStreamConstants.END_ELEMENT -> end(start, end);
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
        if (open != null) {
          open.addText(reader.getText(), event == XMLStreamConstants.CDATA);
        }
      }
      case XMLStreamConstants.ENTITY_REFERENCE -> throw source.malformed(start, ENTITY);
      case XMLStreamConstants.COMMENT,
          XMLStreamConstants.PROCESSING_INSTRUCTION,
          XMLStreamConstants.DTD ->
          (open == null ? around : open.others).add(source.text().substring(start, end));
      default -> {
        // The end of the document is all that is left.
      }
    }
  }

  private void start(XMLStreamReader2 reader, int start, int end) {
    List<XmlAttribute> attributes = new StartTag(source, start).attributes(reader);
    boolean selfClosing = source.text().charAt(end - 2) == '/';
    XmlElement element =
        new XmlElement(reader.getLocalName(), open, start, end, selfClosing, attributes);
    if (open == null) {
      root = element;
    } else {
      open.children.add(element);
    }
    open = element;
  }

  private void end(int start, int end) {
    open.endTagStart = open.selfClosing ? open.startTagEnd : start;
    open.end = end;
    open = open.parent;
  }
}
