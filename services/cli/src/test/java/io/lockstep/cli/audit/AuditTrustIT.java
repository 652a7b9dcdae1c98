package io.lockstep.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.cli.Run;
import io.lockstep.cli.audit.proof.Signed;
import io.lockstep.cli.client.Json;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.command.CommandSender;
import io.lockstep.log.testing.Samples;
import io.lockstep.log.testing.TestJournal;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.Command;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.SecretState;
import io.lockstep.schema.SecretVersion;
import io.lockstep.trust.envelope.Sealer;
import io.lockstep.trust.mac.EventMac;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.secret.SecretRing;
import io.lockstep.trust.signature.NodeKeys;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code audit verify} proves with the secret and the commands, on a real broker. */
class AuditTrustIT {
  private static final TestKafka KAFKA = TestKafka.single();

  @TempDir Path folder;
  private final ClusterSecret secret = ClusterSecret.generate(1, new SecureRandom());
  private LogConnection connection;
  private Codecs codecs;
  private EventMac macs;
  private TestJournal journal;
  private CommandSender sender;
  private NodeKeys keys;
  private long revision;

  @BeforeEach
  void found() throws Exception {
    connection = TestLog.provisioned(KAFKA, TestRegistry.shared());
    codecs = new Codecs(connection);
    codecs.prepare();
    journal = new TestJournal(connection, codecs);
    sender = new CommandSender(connection, codecs);
    macs = new EventMac(connection.cluster(), SecretRing.of(secret));
    new SecretFile(folder.resolve("taeh")).create(secret);
    keys = Signed.keys(folder.resolve("node.key"));
    append(
        macs.sign(
            event(
                "", "root", new ClusterFounded(connection.cluster(), null, secret.fingerprint()))));
    append(macs.sign(event("n1", "n1", new NodeJoined(Signed.member("n1", keys)))));
  }

  @AfterEach
  void close() {
    sender.close();
    journal.close();
    codecs.close();
  }

  /** The next event; its change has the id {@code change-REVISION}. */
  private Event event(String origin, String actor, Object payload) {
    Event event = Samples.event(++revision, "key", "value");
    event.setOrigin(origin);
    event.setActor(actor);
    if (payload != null) {
      event.setPayload(payload);
    }
    return event;
  }

  private JournalEntry append(Event event) {
    JournalEntry entry = journal.chain(event);
    journal.append(List.of(entry));
    return entry;
  }

  private Command command(String actor, String id) {
    return Signed.command(connection.cluster(), "n1", actor, id);
  }

  private void changed(String actor) throws Exception {
    sender.send(Signed.sign(command(actor, "change-" + (revision + 1)), keys)).get();
    append(macs.sign(event("n1", actor, null)));
  }

  private Run verify(String... options) {
    List<String> all = new ArrayList<>(List.of("audit", "verify"));
    all.addAll(List.of(options));
    all.addAll(
        List.of(
            "--kafka",
            connection.bootstrapServers(),
            "--registry",
            connection.registry().toString(),
            "--cluster-name",
            connection.cluster()));
    return Run.lockstep(all.toArray(String[]::new));
  }

  private Run verifyWith(String file) {
    return verify("--secret-file", folder.resolve(file).toString());
  }

  @Test
  void provesWhoWroteAndWhoAsked() throws Exception {
    changed("ann");
    changed("bob");

    Run run = verifyWith("taeh");
    JsonNode json =
        Json.MAPPER.readTree(
            verify("--secret-file", folder.resolve("taeh").toString(), "--output", "json").out());

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains(
            "is intact: revisions 1 to 4, each once and in order",
            "MACs: 4 events written by holders of the secret",
            "signatures: 2 changes asked for by signed commands, 2 by the cluster itself, 0 not"
                + " checked, older than the commands that are kept");
    assertThat(json.path("intact").asBoolean()).isTrue();
    assertThat(json.path("macs").path("valid").asLong()).isEqualTo(4);
    assertThat(json.path("commands").path("covered").asLong()).isEqualTo(2);
  }

  @Test
  void saysWhatItDoesNotCheckWithoutTheSecret() throws Exception {
    changed("ann");

    Run run = verify();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "MACs were not checked", "--secret-file", "1 change asked for by signed commands");
  }

  @Test
  void namesAForgedEntryAtTheEndThatTheChainAloneDoesNotShow() throws Exception {
    changed("ann");
    EventMac forger =
        new EventMac(
            connection.cluster(), SecretRing.of(ClusterSecret.generate(1, new SecureRandom())));
    journal.forge("4", journal.chain(forger.sign(event("n1", "n1", null))));

    Run without = verify();
    Run run = verifyWith("taeh");

    assertThat(without.exitCode()).isZero();
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.out())
        .contains(
            "is intact: revisions 1 to 4",
            "1 event without a valid MAC, the first is revision 4",
            "has a wrong MAC: it was altered, or written by somebody without the cluster secret");
  }

  @Test
  void namesAnEntryWhoseEventWasAltered() throws Exception {
    changed("ann");
    Event altered = macs.sign(event("n1", "ann", null));
    altered.setActor("n1");
    journal.forge("4", journal.chain(altered));

    JsonNode json =
        Json.MAPPER.readTree(
            verify("--secret-file", folder.resolve("taeh").toString(), "--output", "json").out());

    assertThat(json.path("intact").asBoolean()).isFalse();
    assertThat(json.path("macs").path("bad").asLong()).isEqualTo(1);
    assertThat(json.path("macs").path("finding").path("revision").asLong()).isEqualTo(4);
  }

  @Test
  void namesAChangeThatItsCommandContradicts() throws Exception {
    sender.send(command("mallory", "never")).get();
    sender.send(Signed.sign(command("ann", "change-3"), keys)).get();
    append(macs.sign(event("n1", "eve", null)));

    Run run = verifyWith("taeh");

    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.out())
        .contains(
            "1 change not as commanded, the first begins with revision 3",
            "was asked for by ann, the journal names eve",
            "1 command of 2 without a valid signature");
  }

  @Test
  void refusesTheSecretOfAnotherCluster() {
    ClusterSecret other = ClusterSecret.generate(1, new SecureRandom());
    new SecretFile(folder.resolve("other")).create(other);

    Run run = verifyWith("other");

    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err()).contains(other.fingerprint(), secret.fingerprint(), "--without-secret");
  }

  @Test
  void opensTheVersionsBeforeARotation() throws Exception {
    ClusterSecret next = ClusterSecret.generate(2, new SecureRandom());
    new SecretFile(folder.resolve("next")).create(next);
    EventMac rotated = new EventMac(connection.cluster(), SecretRing.of(next));
    Envelope sealed =
        new Sealer().seal(secret.copy(), connection.cluster(), "secret/1", SecretRing.of(next));
    changed("ann");
    append(macs.sign(event("n1", "n1", secret(next, null))));
    append(rotated.sign(event("n1", "n1", secret(secret, sealed))));

    Run newest = verifyWith("next");
    Run oldest = verifyWith("taeh");

    assertThat(newest.exitCode()).as(newest.out() + newest.err()).isZero();
    assertThat(newest.out()).contains("MACs: 5 events written by holders of the secret");
    assertThat(oldest.exitCode()).as(oldest.out() + oldest.err()).isZero();
    assertThat(oldest.out())
        .contains(
            "MACs: 4 events",
            "the MACs of 1 event were not checked: they are of versions [2] of the secret");
  }

  private SecretChanged secret(ClusterSecret version, Envelope sealed) {
    return new SecretChanged(
        new SecretVersion(
            version.version(),
            version.fingerprint(),
            sealed == null ? SecretState.CURRENT : SecretState.RETIRING,
            sealed,
            Map.of()));
  }
}
