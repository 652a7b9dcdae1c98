package io.lockstep.node;

import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.journal.JournalCursor;
import io.lockstep.node.trust.Macs;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.JournalEntry;
import io.lockstep.trust.mac.MacVerdict;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Opens the journal to be read, without what somebody without the secret wrote. Any thread. */
record NodeJournal(LogConnection connection, Codecs codecs, NodeTrust trust)
    implements Supplier<JournalCursor> {

  @Override
  public JournalCursor get() {
    Macs macs = new Macs(trust);
    Predicate<JournalEntry> genuine =
        entry ->
            entry.getRevision() == entry.getEvent().getRevision()
                && macs.verify(entry.getEvent()) == MacVerdict.VALID;
    return new JournalCursor(connection, codecs, genuine);
  }
}
