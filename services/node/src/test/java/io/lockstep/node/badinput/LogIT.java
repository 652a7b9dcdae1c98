package io.lockstep.node.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.log.testing.Samples;
import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.schema.Command;
import io.lockstep.schema.Event;
import io.lockstep.schema.Extension;
import io.lockstep.schema.topic.TopicContract;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that no node wrote, straight in the topics. */
@Tag("long")
class LogIT {
  private static final byte[] GARBAGE = "no Avro at all".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private LogConnection log;
  private TestNode node;

  @BeforeEach
  void start() {
    log = TestCluster.founded();
    node = TestNode.start(log, folder, "n1", "command.timeout.ms", "1000").awaitReady();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private void command(Command unsigned) {
    unsigned.getSubmissions().forEach(submission -> submission.setTime(Instant.now()));
    send(node.server().service().trust().sign(unsigned));
  }

  private void send(Command command) {
    String id = command.getSubmissions().get(0).getId();
    TestCluster.write(
        log,
        TopicContract.COMMANDS,
        id,
        TestCluster.encode(log, codecs -> codecs.commands().encode(command)));
  }

  private Answer decided(String id) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> node.get("/api/v1/commands/" + id),
            answer -> !answer.field("status").equals("pending"));
  }

  @Test
  void refusesTheCommandOfANodeThatIsNoMember() {
    Command command = Samples.set("stranger-1", "a", "1");
    command.setCluster(log.cluster());
    command.setOrigin("stranger");

    command(command);

    Answer answer = decided("stranger-1");
    assertThat(answer.field("status")).isEqualTo("refused");
    assertThat(answer.code()).isEqualTo("unknown-node");
    assertThat(answer.field("message")).contains("stranger", "let it join first");
    assertThat(node.get("/api/v1/configuration/a").status()).isEqualTo(404);
  }

  @Test
  void refusesTheCommandForAnotherCluster() {
    Command command = Samples.set("lost-1", "a", "1");
    command.setCluster("another");

    command(command);

    assertThat(decided("lost-1").code()).isEqualTo("wrong-cluster");
  }

  @Test
  void passesOverCommandsThatNobodyCanReadAndGoesOn() {
    TestCluster.write(log, TopicContract.COMMANDS, "x", GARBAGE);
    TestCluster.write(log, TopicContract.COMMANDS, "x", new byte[] {0, 0, 0, 0, 99, 1, 2, 3});
    TestCluster.write(log, TopicContract.COMMANDS, "x", null);

    Answer answer = node.set("after", "1");

    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(node.get("/api/v1/state").body()).contains("\"problems\":[]");
  }

  @Test
  void refusesAForgedCommandAndSaysWhere() {
    Command command = Samples.set("forged-1", "a", "1");
    command.setCluster(log.cluster());
    command.setOrigin("n1");

    send(command);

    Answer answer = decided("forged-1");
    assertThat(answer.code()).isEqualTo("bad-signature");
    assertThat(node.get("/api/v1/configuration/a").status()).isEqualTo(404);
    assertThat(node.get("/api/v1/state").body())
        .contains("\"warnings\":[{\"code\":\"tampered\"", "of commands");
  }

  @Test
  void refusesACommandThatWasAlteredAfterItWasSigned() {
    Command command = Samples.set("altered-1", "a", "1");
    command.setCluster(log.cluster());
    command.setOrigin("n1");
    command.getSubmissions().get(0).setTime(Instant.now());
    Command signed = node.server().service().trust().sign(command);
    signed.getSubmissions().get(0).setActor("somebody else");

    send(signed);

    assertThat(decided("altered-1").code()).isEqualTo("bad-signature");
  }

  @Test
  void decidesACommandThatComesAgainOnce() {
    Command command = Samples.set("again-1", "a", "1");
    command.setCluster(log.cluster());
    command.setOrigin("n1");
    command.getSubmissions().get(0).setTime(Instant.now());
    Command signed = node.server().service().trust().sign(command);

    send(signed);
    assertThat(decided("again-1").field("status")).isEqualTo("accepted");
    node.set("a", "2");
    send(signed);
    node.set("b", "1"); // behind it

    assertThat(node.get("/api/v1/configuration/a").field("value")).isEqualTo("2");
  }

  @Test
  void refusesACommandThatIsOlderThanItsOutcomeWouldBeKept() {
    Command command = Samples.set("old-1", "a", "1");
    command.setCluster(log.cluster());
    command.setOrigin("n1");
    command.getSubmissions().get(0).setTime(Instant.now().minus(Duration.ofDays(8)));

    send(node.server().service().trust().sign(command));

    assertThat(decided("old-1").code()).isEqualTo("stale-command");
  }

  private void assertStopped(long offset, String reason, String digest) {
    String message = node.awaitProblem("incompatible");
    assertThat(message).contains(reason);
    Answer state = node.get("/api/v1/state");
    assertThat(state.field("state")).isEqualTo("INCOMPATIBLE");
    assertThat(state.body()).contains("\"offset\":" + offset);
    assertThat(state.field("digest")).isEqualTo(digest);
    Answer readiness = node.get("/health/readiness");
    assertThat(readiness.status()).isEqualTo(503);
    assertThat(readiness.body()).contains("incompatible");
    assertThat(node.get("/health/liveness").status()).isEqualTo(200);
    assertThat(node.get("/api/v1/configuration/before").field("value")).isEqualTo("1");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(node.get("/api/v1/state").field("primary")).isEqualTo("false"));
    Answer change = node.set("later", "1");
    assertThat(change.status()).as("%s", change).isEqualTo(202);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(node.get("/api/v1/nodes/n1").body())
                    .contains("\"report\":{\"state\":\"INCOMPATIBLE\""));
  }

  @Test
  void stopsAtAnEventOfAnUnknownTypeAndStaysReadable() {
    node.set("before", "1");
    Answer state = node.get("/api/v1/state");
    Event event = Samples.event(Long.parseLong(state.field("revision")) + 1, "x", "1");
    event.setCluster(log.cluster());
    event.setPayload(
        Extension.newBuilder()
            .setEntity("volume/9")
            .setType("volume")
            .setBody(ByteBuffer.wrap(new byte[] {1}))
            .build());

    long offset =
        TestCluster.write(
            log,
            TopicContract.EVENTS,
            "volume/9",
            TestCluster.encode(
                log, codecs -> codecs.events().encode(TestSecrets.mac(log.cluster()).sign(event))));

    assertStopped(
        offset, "event of unknown type (Extension of type \"volume\")", state.field("digest"));
  }

  @Test
  void stopsAtTheSameRecordAfterARestart() {
    node.set("before", "1");
    Answer state = node.get("/api/v1/state");
    Event event = Samples.event(Long.parseLong(state.field("revision")) + 1, "x", "1");
    event.setCluster(log.cluster());
    event.setFormatLevel(99);
    long offset =
        TestCluster.write(
            log,
            TopicContract.EVENTS,
            "configuration/x",
            TestCluster.encode(
                log, codecs -> codecs.events().encode(TestSecrets.mac(log.cluster()).sign(event))));
    node.awaitProblem("incompatible");
    node.close();

    node = TestNode.start(log, folder, "n1", "command.timeout.ms", "1000");

    assertStopped(offset, "format level 99", state.field("digest"));
  }
}
