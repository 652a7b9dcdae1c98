package io.lockstep.status.http;

import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeStatus;
import io.lockstep.status.streams.StatusSnapshot;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A status as the {@code cluster_state} document that others read already: which member is online,
 * and which is primary. All else is in the status.
 */
final class ClusterStateXml {
  private ClusterStateXml() {}

  static String of(StatusSnapshot snapshot) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("ClusterGroup");
      xml.writeAttribute("name", snapshot.cluster().getCluster());
      for (NodeStatus node : snapshot.nodes().values()) {
        xml.writeCharacters("\n  ");
        xml.writeEmptyElement("Member");
        xml.writeAttribute("hostname", node.getHost() == null ? node.getNode() : node.getHost());
        xml.writeAttribute("state", isOnline(node) ? "online" : "offline");
        xml.writeAttribute(
            "status",
            node.getNode().equals(snapshot.cluster().getPrimary()) ? "primary" : "secondary");
      }
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a document of plain attributes can be written", e);
    }
    return text + "\n";
  }

  private static boolean isOnline(NodeStatus node) {
    return node.getState() != NodeHealth.OFFLINE && node.getState() != NodeHealth.UNKNOWN;
  }
}
