package io.lockstep.state.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.state.replay.JournalVerdict.Changed;
import io.lockstep.state.replay.JournalVerdict.Doubled;
import io.lockstep.state.replay.JournalVerdict.Intact;
import io.lockstep.state.replay.JournalVerdict.Missing;
import io.lockstep.state.replay.JournalVerdict.OutOfOrder;
import io.lockstep.state.testing.Histories;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JournalVerifierTest {
  private static final int HISTORIES = 300;

  /** An entry under the key of its record. */
  private record Keyed(String key, JournalEntry entry) {}

  private static List<Keyed> journal(List<Event> events) {
    JournalChain chain = JournalChain.start();
    List<Keyed> journal = new ArrayList<>();
    for (Event event : events) {
      journal.add(new Keyed(Long.toString(event.getRevision()), chain.next(event)));
    }
    return journal;
  }

  private static JournalVerdict verify(List<Keyed> journal) {
    JournalVerifier verifier = new JournalVerifier();
    journal.forEach(keyed -> verifier.take(keyed.key(), keyed.entry()));
    assertThat(verifier.entries()).isEqualTo(journal.size());
    assertThat(verifier.isBroken()).isNotEqualTo(verifier.verdict() instanceof Intact);
    return verifier.verdict();
  }

  /** Damages the journal of each of many histories at a random place. */
  private static void everywhere(BiFunction<List<Keyed>, SplittableRandom, JournalVerdict> damage) {
    SplittableRandom random = new SplittableRandom(7);
    Histories.first(HISTORIES)
        .forEach(
            history -> {
              List<Keyed> journal = journal(history.events());
              JournalVerdict wanted = damage.apply(journal, random);

              JournalVerdict verdict = verify(journal);

              assertThat(verdict).hasSameClassAs(wanted);
              assertThat(((JournalVerdict.Broken) verdict).revision())
                  .as(((JournalVerdict.Broken) verdict).reason())
                  .isEqualTo(((JournalVerdict.Broken) wanted).revision());
            });
  }

  private static void changes(Consumer<JournalEntry> change) {
    everywhere(
        (journal, random) -> {
          int at = random.nextInt(journal.size());
          journal.set(at, changed(journal.get(at), change));
          return new Changed(at + 1, "");
        });
  }

  private static Keyed changed(Keyed keyed, Consumer<JournalEntry> change) {
    JournalEntry copy = JournalEntry.newBuilder(keyed.entry()).build();
    change.accept(copy);
    return new Keyed(keyed.key(), copy);
  }

  @Test
  void anUntouchedJournalIsIntact() {
    Histories.first(1_000)
        .forEach(
            history -> {
              List<Keyed> journal = journal(history.events());
              JournalEntry last = journal.get(journal.size() - 1).entry();

              assertThat(verify(journal))
                  .isEqualTo(
                      new Intact(
                          last.getRevision(), HexFormat.of().formatHex(last.getHash().array())));
            });
  }

  @Test
  void aJournalWithoutEntriesIsIntact() {
    assertThat(verify(List.of())).isEqualTo(new Intact(0, "0".repeat(64)));
  }

  @Test
  void findsAnEventThatWasChanged() {
    changes(entry -> entry.getEvent().setActor("mallory"));
    changes(entry -> entry.getEvent().setEpoch(entry.getEvent().getEpoch() + 1));
    changes(
        entry -> entry.getEvent().setPayload(new ConfigurationChanged("k", "shared", "v", null)));
  }

  @Test
  void findsAHashThatWasChanged() {
    changes(entry -> entry.setHash(ByteBuffer.wrap(new byte[32])));
    changes(entry -> entry.setHash(ByteBuffer.wrap(new byte[0])));
    changes(entry -> entry.setPreviousHash(ByteBuffer.wrap(new byte[] {1})));
  }

  @Test
  void findsARevisionThatWasChanged() {
    changes(entry -> entry.setRevision(entry.getRevision() + 3));
    changes(entry -> entry.setRevision(-1));
    changes(entry -> entry.getEvent().setRevision(entry.getRevision() - 1));
  }

  @Test
  void findsARecordUnderAnotherKey() {
    for (String key : new String[] {null, "", "x", "0"}) {
      everywhere(
          (journal, random) -> {
            int at = random.nextInt(journal.size());
            journal.set(at, new Keyed(key, journal.get(at).entry()));
            return new Changed(at + 1, "");
          });
    }
  }

  @Test
  void findsAnEventThatWasRewrittenWithItsHash() {
    everywhere(
        (journal, random) -> {
          int at = random.nextInt(journal.size() - 1); // who rewrites the last leaves no trace
          journal.set(at, rewritten(journal, at));
          return new Changed(at + 1, "");
        });
  }

  private static Keyed rewritten(List<Keyed> journal, int at) {
    Event event = Event.newBuilder(journal.get(at).entry().getEvent()).setActor("mallory").build();
    JournalChain chain =
        at == 0 ? JournalChain.start() : JournalChain.after(journal.get(at - 1).entry());
    return new Keyed(journal.get(at).key(), chain.next(event));
  }

  @Test
  void findsEntriesThatWereTakenOut() {
    everywhere(
        (journal, random) -> {
          int at = random.nextInt(journal.size() - 1);
          int to = random.nextInt(at + 1, journal.size());
          journal.subList(at, to).clear();
          return new Missing(at + 1, "");
        });
  }

  @Test
  void findsABeginningThatWasCutOff() {
    List<Keyed> journal = journal(Histories.of(3, 20).events());

    assertThat(verify(journal.subList(1, journal.size())))
        .isEqualTo(new Missing(1, "revision 1 is missing: the journal begins with revision 2"));
    assertThat(verify(journal.subList(4, journal.size())))
        .isEqualTo(
            new Missing(1, "revisions 1 to 4 are missing: the journal begins with revision 5"));
  }

  @Test
  void findsAnEntryThatStandsAgain() {
    everywhere(
        (journal, random) -> {
          int at = random.nextInt(journal.size());
          journal.add(random.nextInt(at + 1, journal.size() + 1), journal.get(at));
          return new Doubled(at + 1, "");
        });
  }

  @Test
  void findsAForgedEntryBesideTheTrueOne() {
    everywhere(
        (journal, random) -> {
          int at = random.nextInt(journal.size());
          journal.add(at, rewritten(journal, at));
          return new Doubled(at + 1, "");
        });
  }

  @Test
  void findsEntriesThatChangedPlaces() {
    everywhere(
        (journal, random) -> {
          int one = random.nextInt(journal.size() - 1);
          int other = random.nextInt(one + 1, journal.size());
          Collections.swap(journal, one, other);
          return new OutOfOrder(one + 1, "");
        });
  }

  @Test
  void findsAnEntryThatWasMovedToTheEnd() {
    everywhere(
        (journal, random) -> {
          int at = random.nextInt(journal.size() - 1);
          journal.add(journal.remove(at));
          return new OutOfOrder(at + 1, "");
        });
  }

  @Test
  void namesTheFirstOfSeveralDamages() {
    everywhere(
        (journal, random) -> {
          int at = random.nextInt(journal.size() - 1);
          journal.set(at, changed(journal.get(at), entry -> entry.getEvent().setActor("mallory")));
          journal.remove(random.nextInt(at + 1, journal.size()));
          return new Changed(at + 1, "");
        });
  }

  /** Of 20 entries, with unreadable records before some and without others. */
  private static JournalVerifier disturbed(Map<Integer, String> unreadable, Set<Integer> left) {
    JournalVerifier verifier = new JournalVerifier();
    for (Keyed keyed : journal(Histories.of(3, 60).events()).subList(0, 20)) {
      int revision = (int) keyed.entry().getRevision();
      if (unreadable.containsKey(revision)) {
        verifier.takeUnreadable(unreadable.get(revision), "no bytes");
      }
      if (!left.contains(revision)) {
        verifier.take(keyed.key(), keyed.entry());
      }
    }
    return verifier;
  }

  @Test
  void passesOverForeignRecordsThatCannotBeRead() {
    Map<Integer, String> unreadable = new HashMap<>(Map.of(1, "x", 5, "5", 6, "19", 20, "20"));
    unreadable.put(7, null);

    JournalVerifier verifier = disturbed(unreadable, Set.of());

    assertThat(verifier.entries()).isEqualTo(25);
    assertThat(verifier.isBroken()).isFalse();
    assertThat(((Intact) verifier.verdict()).revision()).isEqualTo(20);
  }

  @Test
  void findsWhatWasChangedBehindAForeignRecord() {
    List<Keyed> journal = journal(Histories.of(3, 20).events());
    JournalVerifier verifier = new JournalVerifier();
    verifier.takeUnreadable("1", "no bytes");
    Keyed altered = changed(journal.get(8), entry -> entry.getEvent().setActor("mallory"));
    journal.set(8, altered);
    journal.forEach(keyed -> verifier.take(keyed.key(), keyed.entry()));

    assertThat(verifier.verdict()).isInstanceOf(Changed.class);
    assertThat(((Changed) verifier.verdict()).revision()).isEqualTo(9);
  }

  @Test
  void namesARecordThatCannotBeReadInThePlaceOfARevision() {
    Changed fifth = new Changed(5, "the record where revision 5 was due is unreadable: no bytes");
    Changed last = new Changed(20, "the record where revision 20 was due is unreadable: no bytes");

    assertThat(disturbed(Map.of(5, "5"), Set.of(5)).verdict()).isEqualTo(fifth);
    assertThat(disturbed(Map.of(5, "5", 6, "6"), Set.of(5, 6)).verdict()).isEqualTo(fifth);
    assertThat(disturbed(Map.of(20, "20"), Set.of(20)).verdict()).isEqualTo(last);
    assertThat(disturbed(Map.of(5, "x"), Set.of(5)).verdict())
        .isEqualTo(new Missing(5, "revision 5 is missing: revision 6 stands behind revision 4"));
  }

  @Test
  void verifiesAnEventAsItWasWritten() {
    // Given an entry whose event another version of the schema encoded
    JournalEntry entry = JournalChain.start().next(Histories.of(3, 1).events().get(0));
    byte[] written = {1, 2, 3};
    JournalVerifier verifier = new JournalVerifier();
    entry.setHash(ByteBuffer.wrap(sha256(new byte[32], written)));

    verifier.take("1", entry, ByteBuffer.wrap(written));

    assertThat(verifier.verdict()).isInstanceOf(Intact.class);
  }

  @Test
  void takesWhatIsDueWithoutDecodingIt() {
    JournalChain chain = JournalChain.start();
    List<Event> events = Histories.of(3, 3).events();
    JournalVerifier verifier = new JournalVerifier();
    JournalEntry one = chain.next(events.get(0));
    JournalEntry two = chain.next(events.get(1));

    assertThat(next(verifier, two)).isFalse();
    assertThat(next(verifier, one)).isTrue();
    assertThat(next(verifier, one)).isFalse();
    assertThat(next(verifier, two)).isTrue();

    assertThat(verifier.entries()).isEqualTo(2);
    assertThat(verifier.verdict())
        .isEqualTo(new Intact(2, HexFormat.of().formatHex(two.getHash().array())));
  }

  @Test
  void goesOnWithDecodedEntriesBehindOthers() {
    List<Keyed> journal = journal(Histories.of(3, 20).events());
    JournalVerifier verifier = new JournalVerifier();
    for (Keyed keyed : journal) {
      if (keyed.entry().getRevision() % 3 == 0) {
        verifier.take(keyed.key(), keyed.entry());
      } else {
        assertThat(next(verifier, keyed.entry())).isTrue();
      }
    }

    assertThat(verifier.verdict()).isInstanceOf(Intact.class);
    assertThat(verifier.entries()).isEqualTo(journal.size());
  }

  @Test
  void takesNothingBehindDamage() {
    List<Keyed> journal = journal(Histories.of(3, 20).events());
    JournalVerifier verifier = new JournalVerifier();
    verifier.take(journal.get(2).key(), journal.get(2).entry());

    assertThat(next(verifier, journal.get(0).entry())).isFalse();
    assertThat(verifier.entries()).isEqualTo(1);
  }

  private static boolean next(JournalVerifier verifier, JournalEntry entry) {
    byte[] record =
        ByteBuffer.allocate(64)
            .put(entry.getPreviousHash().array())
            .put(entry.getHash().array())
            .array();
    return verifier.takeNext(entry.getRevision(), record, 0, 32);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void saysWhatIsWrongInASentence() {
    List<Keyed> journal = journal(Histories.of(3, 20).events());
    List<Keyed> doubled = new ArrayList<>(journal);
    doubled.add(5, journal.get(2));
    List<Keyed> swapped = new ArrayList<>(journal);
    Collections.swap(swapped, 3, 4);

    assertThat(verify(doubled))
        .isEqualTo(new Doubled(3, "revision 3 stands again where revision 6 was due"));
    assertThat(verify(swapped))
        .isEqualTo(
            new OutOfOrder(4, "revision 4 stands behind a later one, not behind revision 3"));
  }
}
