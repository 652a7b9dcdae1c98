package io.lockstep.benchmark.takeover;

import io.lockstep.cli.demo.PacedWriter;
import io.lockstep.cli.demo.PacedWriter.Acknowledged;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.journal.JournalReader;
import io.lockstep.schema.ConfigurationChanged;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the journal has of a writer's changes: read from its beginning each time it is asked. */
final class Ledger {
  private final LogConnection connection;
  private final Codecs codecs;

  Ledger(LogConnection connection, Codecs codecs) {
    this.connection = connection;
    this.codecs = codecs;
  }

  /**
   * How many of the changes that a node said were made are not at their revision with their value,
   * or are in the journal twice.
   *
   * @param since revision before the first of them: another writer makes the same values
   */
  long lost(List<Acknowledged> changes, long since) {
    Map<Long, String> written = new HashMap<>();
    Map<String, Integer> times = new HashMap<>();
    new JournalReader(connection, codecs)
        .read(
            record -> {
              if (record.entry().getRevision() > since
                  && record.entry().getEvent().getPayload() instanceof ConfigurationChanged changed
                  && changed.getKey().startsWith(PacedWriter.PREFIX)) {
                String change = changed.getKey() + "=" + changed.getValue();
                written.put(record.entry().getRevision(), change);
                times.merge(change, 1, Integer::sum);
              }
            });
    return changes.stream()
        .filter(
            change -> {
              String wanted = change.key() + "=" + change.value();
              return !wanted.equals(written.get(change.revision())) || times.get(wanted) != 1;
            })
        .count();
  }
}
