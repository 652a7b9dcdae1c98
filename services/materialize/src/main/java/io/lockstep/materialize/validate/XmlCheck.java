package io.lockstep.materialize.validate;

import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.xml.SecureStax;
import io.lockstep.materialize.format.xml.XmlEncoding;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/** Well-formed XML with namespaces. */
final class XmlCheck {
  private static final XMLInputFactory2 FACTORY = SecureStax.factory(true);

  private XmlCheck() {}

  static Optional<Problem> check(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    Charset charset;
    try {
      buffered.mark(XmlEncoding.HEAD);
      byte[] head = buffered.readNBytes(XmlEncoding.HEAD);
      buffered.reset();
      charset = XmlEncoding.of(head).charset();
    } catch (MalformedFileException e) {
      return Optional.of(new Problem(e.line(), e.column(), e.getMessage()));
    }
    try {
      return read(new PlacedReader(buffered, charset, c -> false, Long.MAX_VALUE));
    } catch (XMLStreamException e) {
      WellFormed.rethrowCause(e);
      if (e.getNestedException() instanceof IOException io) {
        throw io;
      }
      return Optional.of(problem(e.getLocation(), SecureStax.problem(e)));
    }
  }

  private static Optional<Problem> read(PlacedReader in) throws XMLStreamException {
    XMLStreamReader reader = FACTORY.createXMLStreamReader(in);
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamConstants.ENTITY_REFERENCE) {
        return Optional.of(
            problem(reader.getLocation(), "an entity is used that Lockstep does not expand"));
      }
    }
    return Optional.empty();
  }

  private static Problem problem(Location at, String text) {
    return at == null
        ? new Problem(1, 1, text)
        : new Problem(Math.max(1, at.getLineNumber()), Math.max(1, at.getColumnNumber()), text);
  }
}
