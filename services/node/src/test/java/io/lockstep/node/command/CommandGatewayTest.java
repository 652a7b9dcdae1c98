package io.lockstep.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.OversizedRecordException;
import io.lockstep.log.command.SendUnknownException;
import io.lockstep.log.tail.TailBatch;
import io.lockstep.log.testing.Samples;
import io.lockstep.node.testing.ReplayFixture;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.schema.Command;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandGatewayTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final ReplayFixture node = ReplayFixture.having(WrittenLog.founded());
  private final List<Command> sent = new ArrayList<>();
  private final List<CompletableFuture<Long>> written = new ArrayList<>();
  private final CommandGateway gateway = gateway(LONG);

  private CommandGateway gateway(Duration timeout) {
    return new CommandGateway(
        "test", "n1", node.replay, UnaryOperator.identity(), this::send, timeout);
  }

  private CompletableFuture<Long> send(Command command) {
    sent.add(command);
    written.add(new CompletableFuture<>());
    return written.get(written.size() - 1);
  }

  private static Submission request(String id, String value) {
    return Submissions.of(
        id, "tester", null, List.of(Submissions.operation(WrittenLog.setting("a", value), null)));
  }

  private static Submission request(String id) {
    return request(id, "1");
  }

  private CompletableFuture<Optional<Outcome>> submit(String id) {
    return gateway.submit(request(id));
  }

  private static List<String> ids(Command command) {
    return command.getSubmissions().stream().map(Submission::getId).toList();
  }

  private void decided(String... ids) {
    List<Outcome> outcomes =
        Stream.of(ids)
            .map(id -> Samples.accepted(id, node.replay.image().revision()))
            .map(WrittenLog::signed)
            .toList();
    node.replay.onBatch(new TailBatch(List.of(), outcomes, List.of(), node.end, 1, true));
  }

  private static Throwable failure(CompletableFuture<?> future) {
    return future.handle((done, failure) -> failure).join();
  }

  @Test
  void sendsARequestAtOnceAndAloneWhileIdle() {
    submit("c1");

    assertThat(sent).hasSize(1);
    assertThat(ids(sent.get(0))).containsExactly("c1");
    assertThat(sent.get(0).getOrigin()).isEqualTo("n1");
    assertThat(sent.get(0).getCluster()).isEqualTo("test");
  }

  @Test
  void sendsTogetherWhatComesWhileARecordIsOnItsWayAndKeepsTheOrder() {
    IntStream.range(0, 50).forEach(i -> submit("c" + i));
    assertThat(sent).hasSize(1);

    written.get(0).complete(1L);

    assertThat(sent).hasSize(2);
    assertThat(sent.stream().flatMap(command -> ids(command).stream()))
        .containsExactlyElementsOf(IntStream.range(0, 50).mapToObj(i -> "c" + i).toList());
  }

  @Test
  void sendsAtMostFiveHundredTogether() {
    IntStream.range(0, 701).forEach(i -> submit("c" + i));

    written.get(0).complete(1L);
    written.get(1).complete(1L);

    assertThat(sent).extracting(command -> ids(command).size()).containsExactly(1, 500, 200);
  }

  @Test
  void sendsLongValuesInRecordsThatTheTopicTakes() {
    String value = "x".repeat(200_000);
    IntStream.range(0, 24).forEach(i -> gateway.submit(request("c" + i, value)));

    for (int i = 0; i < written.size(); i++) {
      written.get(i).complete(1L);
    }

    assertThat(sent.stream().mapToInt(command -> ids(command).size()).sum()).isEqualTo(24);
    assertThat(sent).allMatch(command -> ids(command).size() <= 6);
  }

  @Test
  void answersWithTheOutcome() {
    CompletableFuture<Optional<Outcome>> answer = submit("c1");

    written.get(0).complete(1L);
    assertThat(answer).isNotDone();
    decided("c1");

    assertThat(answer.join()).get().extracting(Outcome::getCommandId).isEqualTo("c1");
  }

  @Test
  void answersAlsoWhenTheOutcomeIsQuickerThanTheConfirmation() {
    CompletableFuture<Optional<Outcome>> answer = submit("c1");

    decided("c1");

    assertThat(answer.join()).isPresent();
  }

  @Test
  void sendsNothingForACommandThatIsDecided() {
    decided("c1");

    assertThat(submit("c1").join()).isPresent();
    assertThat(sent).isEmpty();
  }

  @Test
  void saysThatACommandIsUndecidedOnlyOnceItIsInTheLog() throws Exception {
    CommandGateway impatient = gateway(Duration.ofMillis(1));
    CompletableFuture<Optional<Outcome>> answer = impatient.submit(request("c1"));
    CompletableFuture<Void> longer =
        new CompletableFuture<Void>().completeOnTimeout(null, 50, TimeUnit.MILLISECONDS);
    longer.join();
    assertThat(answer).isNotDone();

    written.get(0).complete(1L);

    assertThat(answer.get(10, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void leavesTheOthersWaitingWhenOneOfTwoWithTheSameIdGivesUp() throws Exception {
    CompletableFuture<Optional<Outcome>> impatient =
        gateway(Duration.ofMillis(1)).submit(request("c1"));
    CompletableFuture<Optional<Outcome>> patient = submit("c1");
    written.forEach(record -> record.complete(1L));
    assertThat(impatient.get(10, TimeUnit.SECONDS)).isEmpty();

    decided("c1");

    assertThat(patient.join()).isPresent();
  }

  @Test
  void failsAllOfARecordThatWasNotWritten() {
    List<CompletableFuture<Optional<Outcome>>> answers =
        IntStream.range(0, 10).mapToObj(i -> submit("c" + i)).toList();
    written.get(0).completeExceptionally(new SendUnknownException("lost", null));
    CompletableFuture<Optional<Outcome>> later = submit("later");

    written.get(1).completeExceptionally(new LogUnavailableException("away", null));

    assertThat(failure(answers.get(0))).isInstanceOf(SendUnknownException.class);
    assertThat(answers.subList(1, 10))
        .allSatisfy(
            answer -> assertThat(failure(answer)).isInstanceOf(LogUnavailableException.class));
    assertThat(later).isNotDone();
  }

  @Test
  void goesOnAfterTheSenderItselfFailed() {
    CommandGateway broken =
        new CommandGateway(
            "test",
            "n1",
            node.replay,
            UnaryOperator.identity(),
            command -> {
              throw new IllegalStateException("closed");
            },
            LONG);

    List<CompletableFuture<Optional<Outcome>>> answers =
        IntStream.range(0, 20).mapToObj(i -> broken.submit(request("c" + i))).toList();

    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(failure(answer)).isInstanceOf(IllegalStateException.class));
  }

  @Test
  void sendsApartWhatIsTooLongTogether() {
    IntStream.range(0, 4).forEach(i -> submit("c" + i));
    written.get(0).complete(1L);
    assertThat(ids(sent.get(1))).containsExactly("c1", "c2", "c3");

    written.get(1).completeExceptionally(new OversizedRecordException("it", "topic", 9, 8, null));

    assertThat(sent.subList(2, 5).stream().map(CommandGatewayTest::ids))
        .containsExactly(List.of("c1"), List.of("c2"), List.of("c3"));
  }

  @Test
  void refusesOnlyTheOneThatIsTooLongItself() {
    CompletableFuture<Optional<Outcome>> answer = submit("c1");

    written.get(0).completeExceptionally(new OversizedRecordException("it", "topic", 9, 8, null));

    assertThat(failure(answer)).isInstanceOf(OversizedRecordException.class);
    assertThat(sent).hasSize(1);
  }
}
