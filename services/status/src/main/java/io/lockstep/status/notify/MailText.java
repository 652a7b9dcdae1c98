package io.lockstep.status.notify;

import io.lockstep.schema.Alert;
import io.lockstep.schema.AlertState;

/** A digest as plain text. Pure. */
final class MailText {
  private MailText() {}

  static String subject(Digest digest) {
    return clean("[lockstep " + digest.cluster() + "] " + digest.summary());
  }

  static String body(Digest digest) {
    StringBuilder text = new StringBuilder();
    text.append("Cluster ").append(clean(digest.cluster())).append("\n");
    for (Alert step : digest.steps()) {
      boolean raised = step.getState() == AlertState.RAISED;
      text.append('\n')
          .append(raised ? "RAISED" : "CLEARED")
          .append("  ")
          .append(step.getSeverity())
          .append("  ")
          .append(clean(step.getKind() + " " + step.getSubject()).strip())
          .append('\n');
      line(text, raised ? "" : "It was: ", step.getCause());
      if (raised) {
        line(text, "To do: ", step.getRemedy());
        line(text, "Since: ", step.getRaised().toString());
      } else {
        line(text, "From ", step.getRaised() + " to " + step.getCleared());
      }
      line(text, "Id: ", step.getId());
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String word, String value) {
    text.append("  ").append(word).append(clean(value)).append('\n');
  }

  /** A node's own words stand in an alert; they shall not look like lines of ours. */
  private static String clean(String value) {
    return value.replaceAll("\\p{Cntrl}+", " ");
  }
}
