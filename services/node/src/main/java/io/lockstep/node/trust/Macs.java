package io.lockstep.node.trust;

import io.lockstep.schema.Event;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.Outcome;
import io.lockstep.trust.mac.EncodedEventMac;
import io.lockstep.trust.mac.EventMac;
import io.lockstep.trust.mac.MacVerdict;
import io.lockstep.trust.mac.RecordMac;
import io.lockstep.trust.secret.SecretRing;
import java.nio.ByteBuffer;

/** Signs and verifies records, always with the versions that the node knows. For one thread. */
public final class Macs {
  private final NodeTrust trust;
  private SecretRing ring;
  private EventMac events;
  private EncodedEventMac encoded;
  private RecordMac<Outcome> outcomes;
  private RecordMac<NodeReport> reports;

  /** For a node. */
  public Macs(NodeTrust trust) {
    this.trust = trust;
  }

  private void refresh() {
    SecretRing now = trust.ring();
    if (now != ring) {
      events = trust.eventMac();
      encoded = new EncodedEventMac(trust.cluster(), now);
      outcomes = RecordMac.ofOutcomes(trust.cluster(), now);
      reports = RecordMac.ofReports(trust.cluster(), now);
      ring = now;
    }
  }

  /** The event with its MAC. */
  public Event sign(Event event) {
    refresh();
    return events.sign(event);
  }

  /** The outcome with its MAC. */
  public Outcome sign(Outcome outcome) {
    refresh();
    return outcomes.sign(outcome);
  }

  /** The report with its MAC. */
  public NodeReport sign(NodeReport report) {
    refresh();
    return reports.sign(report);
  }

  /** What the event's MAC proves. */
  public MacVerdict verify(Event event) {
    refresh();
    return events.verify(event);
  }

  /**
   * Whether the event's encoding alone shows that its MAC is right, in a fraction of the time; if
   * not, {@link #verify(Event)} has the last word.
   *
   * @param encoding of the event, in an array that ends where it ends
   */
  public boolean proves(Event event, ByteBuffer encoding) {
    refresh();
    return encoded.proves(encoding, event.getMacVersion());
  }

  /** What the outcome's MAC proves. */
  public MacVerdict verify(Outcome outcome) {
    refresh();
    return outcomes.verify(outcome);
  }

  /** What the report's MAC proves. */
  public MacVerdict verify(NodeReport report) {
    refresh();
    return reports.verify(report);
  }
}
