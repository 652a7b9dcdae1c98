package io.lockstep.state.clusterstate;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The {@code cluster_state} document that others read already: which member is online, and which is
 * primary.
 */
public final class ClusterStateXml {
  private ClusterStateXml() {}

  /** A member as the document has it. */
  public record MemberLine(String host, boolean online, boolean primary) {}

  /** The document, with a line end at its end. The members stand in the order given. */
  public static String of(String cluster, List<MemberLine> members) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("ClusterGroup");
      xml.writeAttribute("name", cluster);
      for (MemberLine member : members) {
        xml.writeCharacters("\n  ");
        xml.writeEmptyElement("Member");
        xml.writeAttribute("hostname", member.host());
        xml.writeAttribute("state", member.online() ? "online" : "offline");
        xml.writeAttribute("status", member.primary() ? "primary" : "secondary");
      }
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a document of plain attributes can be written", e);
    }
    return text + "\n";
  }
}
