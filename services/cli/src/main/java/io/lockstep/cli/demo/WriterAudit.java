package io.lockstep.cli.demo;

import io.lockstep.cli.client.CommandState;
import io.lockstep.cli.client.ConfigurationItem;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.demo.PacedWriter.Acknowledged;
import io.lockstep.cli.demo.PacedWriter.Unanswered;
import io.lockstep.log.journal.JournalRecord;
import io.lockstep.schema.ConfigurationChanged;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what a writer was told with what the journal and the nodes have. */
final class WriterAudit {
  private final DemoCluster cluster;
  private final PacedWriter writer;
  private final String absent;
  private final Map<Long, ConfigurationChanged> byRevision = new HashMap<>();
  private final Map<String, Integer> timesWritten = new HashMap<>();
  private final Map<String, ConfigurationChanged> newest = new HashMap<>();

  /** The absent node is not asked. */
  WriterAudit(DemoCluster cluster, PacedWriter writer, String absent) {
    this.cluster = cluster;
    this.writer = writer;
    this.absent = absent;
  }

  /** Throws when a change is lost, was made twice, or differs. */
  String verify() throws InterruptedException {
    readJournal();
    for (Acknowledged change : writer.acknowledged()) {
      ConfigurationChanged event = byRevision.get(change.revision());
      String where = "revision " + change.revision() + " in the journal";
      Proof.require(event != null, where + " is not the acknowledged change of " + change.key());
      Proof.same(
          where, change.key() + "=" + change.value(), event.getKey() + "=" + event.getValue());
    }
    int resolved = resolveUnanswered();
    timesWritten.forEach(
        (value, times) -> Proof.same("how often " + value + " was written", 1, times));
    compareWithNodes();
    List<Acknowledged> acknowledged = writer.acknowledged();
    long again = acknowledged.stream().filter(change -> change.attempts() > 1).count();
    return acknowledged.size()
        + " of "
        + writer.sent()
        + " changes were acknowledged ("
        + again
        + " after another node was asked again); each is in the journal once, at its revision, with"
        + " its value"
        + (resolved == 0 ? "" : "; " + resolved + " without an answer are decided too");
  }

  private void readJournal() {
    for (JournalRecord record : cluster.journal()) {
      Object payload = record.entry().getEvent().getPayload();
      if (payload instanceof ConfigurationChanged changed
          && changed.getKey().startsWith(PacedWriter.PREFIX)) {
        byRevision.put(record.entry().getRevision(), changed);
        timesWritten.merge(changed.getValue(), 1, Integer::sum);
        newest.put(changed.getKey(), changed);
      }
    }
  }

  /** A change without an answer was made once or not at all, and its outcome says which. */
  private int resolveUnanswered() throws InterruptedException {
    for (Unanswered change : writer.unanswered()) {
      CommandState state =
          Wait.until(
              "the outcome of command " + change.commandId() + " (" + change.reason() + ")",
              Duration.ofSeconds(10),
              () ->
                  Optional.of(survivor().command(change.commandId()))
                      .filter(s -> !s.status().equals("pending")));
      boolean accepted = state.status().equals("accepted");
      Proof.same(
          "whether " + change.value() + " was written",
          accepted,
          timesWritten.containsKey(change.value()));
    }
    return writer.unanswered().size();
  }

  private NodeClient survivor() {
    return cluster.client(
        cluster.ids().stream().filter(id -> !id.equals(absent)).findFirst().orElseThrow());
  }

  private void compareWithNodes() {
    for (String id : cluster.ids()) {
      if (!id.equals(absent)) {
        List<ConfigurationItem> items =
            cluster.client(id).configuration("shared", PacedWriter.PREFIX).items();
        Proof.same("the number of written parameters on " + id, newest.size(), items.size());
        for (ConfigurationItem item : items) {
          Proof.same(item.key() + " on " + id, newest.get(item.key()).getValue(), item.value());
        }
      }
    }
  }
}
