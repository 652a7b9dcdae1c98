package io.lockstep.node.trust;

import io.lockstep.schema.Event;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.Outcome;
import io.lockstep.trust.mac.EventMac;
import io.lockstep.trust.mac.MacVerdict;
import io.lockstep.trust.mac.RecordMac;
import io.lockstep.trust.secret.SecretRing;

/** Signs and verifies records, always with the versions that the node knows. For one thread. */
public final class Macs {
  private final NodeTrust trust;
  private SecretRing ring;
  private EventMac events;
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
