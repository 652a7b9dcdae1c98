package io.lockstep.cli.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.journal.AuditedEntry;
import io.lockstep.log.journal.JournalRecord;
import io.lockstep.log.journal.MacCheck;
import io.lockstep.log.journal.PastCommand;
import io.lockstep.schema.Barrier;
import io.lockstep.schema.Command;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.NodeChanged;
import io.lockstep.schema.NodeJoined;
import io.lockstep.state.replay.JournalChain;
import io.lockstep.trust.signature.NodeKeys;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandAuditTest {
  private static final String CLUSTER = "c1";

  private final List<PastCommand> commands = new ArrayList<>();
  private final List<AuditedEntry> journal = new ArrayList<>();
  private final JournalChain chain = JournalChain.start();

  @TempDir Path folder;
  private NodeKeys one;
  private NodeKeys two;

  @BeforeEach
  void join() {
    one = Signed.keys(folder.resolve("one"));
    two = Signed.keys(folder.resolve("two"));
    change("first-term", "n1", "n1", new NodeJoined(Signed.member("n1", one)));
  }

  private void command(Command command) {
    commands.add(new PastCommand(commands.size(), command));
  }

  private void change(String id, String origin, String actor, Object... payloads) {
    change(null, id, origin, actor, payloads);
  }

  private void change(
      MacCheck.Result mac, String id, String origin, String actor, Object... payloads) {
    for (int i = 0; i < payloads.length; i++) {
      event(mac, id, i, payloads.length, origin, actor, payloads[i]);
    }
  }

  private void event(
      MacCheck.Result mac,
      String id,
      int index,
      int size,
      String origin,
      String actor,
      Object payload) {
    JournalEntry entry =
        chain.next(
            Event.newBuilder()
                .setCluster(CLUSTER)
                .setRevision(chain.revision() + 1)
                .setEpoch(1)
                .setChangeId(id)
                .setChangeIndex(index)
                .setChangeSize(size)
                .setTime(Instant.EPOCH)
                .setOrigin(origin)
                .setActor(actor)
                .setPayload(payload)
                .build());
    String key = Long.toString(entry.getRevision());
    journal.add(AuditedEntry.of(new JournalRecord(journal.size(), key, entry, null, null), mac));
  }

  private static ConfigurationChanged parameter() {
    return ConfigurationChanged.newBuilder().setKey("k").setValue("v").build();
  }

  private CommandFinding audit() {
    CommandAudit audit = new CommandAudit(CLUSTER);
    commands.forEach(audit::keep);
    journal.forEach(audit::take);
    commands.forEach(audit::verify);
    return audit.finding();
  }

  private static Command by(String origin, String actor, String... ids) {
    return Signed.command(CLUSTER, origin, actor, ids);
  }

  @Test
  void coversChangesThatSignedCommandsAskedFor() {
    change("old", "n1", "ann", parameter());
    command(Signed.sign(by("n1", "ann", "a", "b"), one));
    change("a", "n1", "ann", parameter(), parameter());
    change("b", "n1", "ann", parameter());
    change("repair-1", "n1", "lockstep", parameter());

    assertThat(audit()).isEqualTo(new CommandFinding(1, 0, 2, 1, 2, 0, 0, -1, null));
  }

  @Test
  void namesAChangeWhoseCommandHasNoSignature() {
    command(by("n1", "ann", "a"));
    change("a", "n1", "ann", parameter());

    CommandFinding finding = audit();

    assertThat(finding.bad()).isEqualTo(1);
    assertThat(finding.unsigned()).isEqualTo(1);
    assertThat(finding.revision()).isEqualTo(2);
    assertThat(finding.offset()).isEqualTo(1);
    assertThat(finding.reason())
        .isEqualTo("the command of revision 2 at offset 0 has no signature");
  }

  @Test
  void namesAChangeWhoseCommandAnotherNodeSigned() {
    command(Signed.sign(by("n1", "ann", "a"), two));
    change("a", "n1", "ann", parameter());

    assertThat(audit().reason()).contains("a signature that is not that of node n1");
  }

  @Test
  void namesAChangeThatNamesAnotherActorOrOrigin() {
    command(Signed.sign(by("n1", "ann", "a"), one));
    change("a", "n1", "bob", parameter());
    assertThat(audit().reason()).contains("was asked for by ann, the journal names bob");

    commands.clear();
    command(Signed.sign(by("n1", "bob", "a"), one));
    assertThat(audit().bad()).isZero();

    commands.clear();
    command(Signed.sign(by("n2", "bob", "a"), two));
    assertThat(audit().reason()).contains("came through node n2, the journal names n1");
  }

  @Test
  void namesAChangeInWhichOneEventNamesAnotherActor() {
    command(Signed.sign(by("n1", "ann", "a"), one));
    event(null, "a", 0, 2, "n1", "ann", parameter());
    event(null, "a", 1, 2, "n1", "bob", parameter());

    assertThat(audit().reason()).contains("revision 3 names actor bob and origin n1");
  }

  @Test
  void namesAChangeThatNoCommandAskedFor() {
    command(Signed.sign(by("n1", "ann", "a"), one));
    change("a", "n1", "ann", parameter());
    change("invented", "n1", "ann", parameter());

    CommandFinding finding = audit();

    assertThat(finding.covered()).isEqualTo(1);
    assertThat(finding.revision()).isEqualTo(3);
    assertThat(finding.reason()).contains("actor ann", "no command asked for it");
  }

  @Test
  void takesAForgedCommandBesideTheTrueOneForNothing() {
    command(by("n1", "ann", "a"));
    command(Signed.sign(by("n1", "ann", "a"), one));
    command(Signed.sign(by("n1", "ann", "refused"), one));
    command(Signed.sign(by("n1", "ann", "never"), two));
    commands.add(new PastCommand(4, null));
    change("a", "n1", "ann", parameter());

    CommandFinding finding = audit();

    assertThat(finding.bad()).isZero();
    assertThat(finding.covered()).isEqualTo(1);
    assertThat(finding.commands()).isEqualTo(5);
    assertThat(finding.unsigned()).isEqualTo(3);
  }

  @Test
  void takesTheKeyThatTheOriginHadAtThatPoint() {
    command(Signed.sign(by("n1", "ann", "before"), one));
    command(Signed.sign(by("n1", "n1", "rekey"), one));
    command(Signed.sign(by("n1", "ann", "after"), two));
    command(Signed.sign(by("n1", "ann", "stale"), one));
    change("before", "n1", "ann", parameter());
    change("rekey", "n1", "n1", new NodeChanged(Signed.member("n1", two)));
    change("after", "n1", "ann", parameter());
    change("stale", "n1", "ann", parameter());

    CommandFinding finding = audit();

    assertThat(finding.covered()).isEqualTo(3);
    assertThat(finding.bad()).isEqualTo(1);
    assertThat(finding.revision()).isEqualTo(5);
    assertThat(finding.unsigned()).isZero();
  }

  @Test
  void takesTheKeyOfAJoinForItsOwnCommand() {
    JoinNode join = JoinNode.newBuilder().setMember(Signed.member("n2", two)).build();
    command(Signed.sign(Signed.command(CLUSTER, "n2", "n2", join, "join"), two));
    command(Signed.sign(Signed.command(CLUSTER, "n2", "n2", join, "refused"), two));
    change("join", "n2", "n2", new NodeJoined(Signed.member("n2", two)), parameter());

    CommandFinding finding = audit();

    assertThat(finding.bad()).as(finding.reason()).isZero();
    assertThat(finding.covered()).isEqualTo(1);
    assertThat(finding.unsigned()).isZero();
  }

  @Test
  void saysThatAnOriginHasNoKey() {
    command(Signed.sign(by("n3", "ann", "a"), two));
    change("a", "n3", "ann", parameter());

    assertThat(audit().reason()).contains("the journal gave node n3 no public key");
  }

  @Test
  void isNotGivenKeysByEventsWithABadMac() {
    change(MacCheck.Result.WRONG, "x", "n1", "n1", new NodeChanged(Signed.member("n1", two)));
    command(Signed.sign(by("n1", "ann", "a"), one));
    change("a", "n1", "ann", parameter());

    assertThat(audit().bad()).isZero();
  }

  @Test
  void findsCommandsThatCameSinceItBegan() {
    command(Signed.sign(by("n1", "ann", "a"), one));
    change("a", "n1", "ann", parameter());
    change("late", "n1", "ann", parameter());
    CommandAudit audit = new CommandAudit(CLUSTER);
    commands.forEach(audit::keep);
    journal.forEach(audit::take);
    command(Signed.sign(by("n1", "ann", "late"), one));

    commands.forEach(audit::verify);

    assertThat(audit.finding().bad()).isZero();
    assertThat(audit.finding().covered()).isEqualTo(2);
  }

  @Test
  void countsWhatWasDroppedWhileItReadAsOlder() {
    command(Signed.sign(by("n1", "ann", "a"), one));
    command(Signed.sign(by("n1", "ann", "b"), one));
    change("a", "n1", "ann", parameter());
    change("b", "n1", "ann", parameter());
    CommandAudit audit = new CommandAudit(CLUSTER);
    commands.forEach(audit::keep);
    journal.forEach(audit::take);

    audit.verify(commands.get(1));

    assertThat(audit.finding()).isEqualTo(new CommandFinding(1, 0, 1, 1, 1, 0, 0, -1, null));
  }

  @Test
  void countsACommandOfAnotherClusterAsUnsigned() {
    command(Signed.sign(Signed.command("c2", "n1", "ann", new Barrier(""), "a"), one));

    assertThat(audit().unsigned()).isEqualTo(1);
  }
}
