package io.lockstep.state.replay;

import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.state.image.CanonicalEncoder;
import io.lockstep.state.replay.JournalVerdict.Broken;
import io.lockstep.state.replay.JournalVerdict.Changed;
import io.lockstep.state.replay.JournalVerdict.Doubled;
import io.lockstep.state.replay.JournalVerdict.Intact;
import io.lockstep.state.replay.JournalVerdict.Missing;
import io.lockstep.state.replay.JournalVerdict.OutOfOrder;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Proves from a journal alone that nothing in it was changed, dropped, doubled or moved. Takes all
 * its records in the order of the topic; used by one thread.
 *
 * <p>The hashes are no secret. Who rewrites an entry and every one behind it, or cuts the end off,
 * leaves a chain that holds: compare the end of {@link Intact} with one that was kept elsewhere.
 */
public final class JournalVerifier {
  private final MessageDigest sha256;
  private final CanonicalEncoder encoder = new CanonicalEncoder(Event.getClassSchema());
  private byte[] hash = new byte[JournalChain.HASH_BYTES];
  private byte[] computed = hash;
  private long revision;
  private long entries;
  private Broken finding;

  /** What an unreadable record in the place of a revision says, unless that follows yet. */
  private Changed unreadable;

  /** Begins before the first entry. */
  public JournalVerifier() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Takes the next entry, and encodes its event to hash it. */
  public void take(String key, JournalEntry entry) {
    take(key, entry, null);
  }

  /**
   * Takes the next entry.
   *
   * @param key of its record, may be null
   * @param written the event's encoding as it stands in the record, so that an event of another
   *     version of the schema is verified as it was written; null to encode it again
   */
  public void take(String key, JournalEntry entry, ByteBuffer written) {
    entries++;
    if (finding instanceof Missing missing && entry.getRevision() == missing.revision()) {
      finding = outOfOrder(missing.revision());
    }
    if (finding == null) {
      finding = check(key, entry, written);
    }
  }

  /**
   * Takes the entry that is due, of which the caller has found that the key of its record, its own
   * revision and its event's agree, and that its hash is that of its event as written.
   *
   * @param claimed its revision
   * @param record holds its hashes, 32 bytes each
   * @param previousHash where that of the entry before begins
   * @param ownHash where its own begins
   * @return false where it is not the one due, or something was wrong before it: nothing is taken
   *     then, and {@link #take(String, JournalEntry, ByteBuffer)} says what is wrong
   */
  public boolean takeNext(long claimed, byte[] record, int previousHash, int ownHash) {
    int length = JournalChain.HASH_BYTES;
    if (finding != null
        || claimed != revision + 1
        || !Arrays.equals(hash, 0, length, record, previousHash, previousHash + length)) {
      return false;
    }
    entries++;
    revision = claimed;
    System.arraycopy(record, ownHash, hash, 0, length);
    return true;
  }

  /**
   * Takes a record that is no entry. It is foreign, and the chain goes on behind it: it stands for
   * the revision that is due only where it has its key and no entry of that revision follows.
   *
   * @param key of the record, may be null
   * @param why it cannot be read
   */
  public void takeUnreadable(String key, String why) {
    entries++;
    long due = revision + 1;
    if (finding == null && lost() == null && Long.toString(due).equals(key)) {
      unreadable =
          new Changed(due, "the record where revision " + due + " was due is unreadable: " + why);
    }
  }

  /** The unreadable record that has the key of the revision that is due; null for none. */
  private Changed lost() {
    return unreadable != null && unreadable.revision() == revision + 1 ? unreadable : null;
  }

  /** Records taken, unreadable ones too. */
  public long entries() {
    return entries;
  }

  /**
   * What is known so far. A missing entry may still turn out to be out of order, and an unreadable
   * record to be foreign.
   */
  public JournalVerdict verdict() {
    Broken wrong = wrong();
    return wrong == null ? new Intact(revision, HexFormat.of().formatHex(hash)) : wrong;
  }

  /** Whether something is wrong, as far as is known. */
  public boolean isBroken() {
    return wrong() != null;
  }

  private Broken wrong() {
    return lost() != null && (finding == null || finding instanceof Missing) ? lost() : finding;
  }

  private Broken check(String key, JournalEntry entry, ByteBuffer written) {
    long due = revision + 1;
    long claimed = entry.getRevision();
    if (entry.getEvent().getRevision() != claimed || !Long.toString(claimed).equals(key)) {
      return new Changed(due, contradiction(due, key, entry));
    }
    if (claimed != due) {
      return misplaced(due, claimed);
    }
    if (!hashes(entry.getPreviousHash(), entry, written)) {
      return new Changed(due, ownHash(due, entry, written));
    }
    if (!entry.getPreviousHash().equals(ByteBuffer.wrap(hash))) {
      return brokenLink(due);
    }
    hash = computed;
    revision = due;
    return null;
  }

  private Broken misplaced(long due, long claimed) {
    if (claimed < 1) {
      return new Changed(
          due, "a record with revision " + claimed + " stands where revision " + due + " was due");
    }
    if (claimed < due) {
      return new Doubled(
          claimed, "revision " + claimed + " stands again where revision " + due + " was due");
    }
    String what =
        claimed == due + 1
            ? "revision " + due + " is missing: "
            : "revisions " + due + " to " + (claimed - 1) + " are missing: ";
    return new Missing(
        due,
        what
            + (revision == 0
                ? "the journal begins with revision " + claimed
                : "revision " + claimed + " stands behind revision " + revision));
  }

  private OutOfOrder outOfOrder(long late) {
    return new OutOfOrder(
        late, "revision " + late + " stands behind a later one, not behind revision " + revision);
  }

  private static String contradiction(long due, String key, JournalEntry entry) {
    return "the record where revision "
        + due
        + " was due has key "
        + key
        + ", revision "
        + entry.getRevision()
        + ", and an event of revision "
        + entry.getEvent().getRevision();
  }

  private String ownHash(long due, JournalEntry entry, ByteBuffer written) {
    return "revision "
        + due
        + (hashes(ByteBuffer.wrap(hash), entry, written)
            ? " has a previousHash that it was not written with"
            : " has a hash that is not that of its event");
  }

  /** The entry is of one piece, so it is the one before that does not fit, unless that is none. */
  private Broken brokenLink(long due) {
    if (revision == 0) {
      return new Changed(due, "revision 1 follows an entry, though it must be the first");
    }
    return new Changed(
        revision,
        "revision "
            + revision
            + " is not the one that revision "
            + due
            + " was chained to: one of the two was rewritten");
  }

  /** Whether the entry's hash is that of its event behind {@code previous}; keeps it. */
  private boolean hashes(ByteBuffer previous, JournalEntry entry, ByteBuffer written) {
    return written != null && hashes(previous, written, entry.getHash())
        || hashes(previous, ByteBuffer.wrap(encoder.encode(entry.getEvent())), entry.getHash());
  }

  private boolean hashes(ByteBuffer previous, ByteBuffer event, ByteBuffer wanted) {
    sha256.update(previous.duplicate());
    sha256.update(event.duplicate());
    computed = sha256.digest();
    return wanted.equals(ByteBuffer.wrap(computed));
  }
}
