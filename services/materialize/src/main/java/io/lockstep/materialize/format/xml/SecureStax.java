package io.lockstep.materialize.format.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLResolver;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLInputFactory2;

/** Readers of XML that follow nothing out of the file and expand nothing. */
public final class SecureStax {
  /** Elements within each other; deeper is refused. */
  public static final int MAX_DEPTH = 1_000;

  private SecureStax() {}

  /**
   * A new factory: no DTD, no entities, no more than {@link #MAX_DEPTH} elements within each other,
   * 1,000 attributes of 512 Ki characters.
   *
   * @param namespaces whether prefixes have to be declared
   */
  public static XMLInputFactory2 factory(boolean namespaces) {
    WstxInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, namespaces);
    factory.setProperty(
        XMLInputFactory.RESOLVER,
        (XMLResolver)
            (publicId, systemId, base, namespace) -> {
              throw new XMLStreamException("nothing outside the file is read");
            });
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 1_000);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 512 * 1024);
    return factory;
  }

  /** What the parser says, without the place and without characters of the file. */
  public static String problem(XMLStreamException e) {
    String message = String.valueOf(e.getMessage()).split("\n at \\[row", 2)[0];
    if (message.contains("ndeclared general entity")) {
      return XmlParser.ENTITY;
    }
    if (message.contains("nexpected close tag")) {
      return "an end tag that is not the one of the element that is open";
    }
    return message
        .replaceAll("haracter '(?s:.{1,2})' \\(code [^)]*\\)+", "haracter")
        .replaceAll("'[^']{2,}'|\"[^\"]{2,}\"", "…")
        .strip();
  }
}
