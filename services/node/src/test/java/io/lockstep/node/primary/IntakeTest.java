package io.lockstep.node.primary;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.command.CommandRecord;
import io.lockstep.node.observe.Liveness;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.schema.Command;
import io.lockstep.schema.Operation;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.Submission;
import io.lockstep.state.decide.Codes;
import io.lockstep.state.decide.Term;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.trust.signature.SignatureVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private static final long NOW = Duration.ofDays(20_000).toMillis();
  private static final long LONG_AGO = NOW - Intake.FRESH.toMillis() - 1;
  private static final Term TERM = new Term(1, "n1", NOW);

  private final ClusterImage image = WrittenLog.founded().image();
  private final Set<Command> unsigned = new HashSet<>();
  private final Intake intake =
      new Intake(
          new Warnings(),
          new JoinCheck(
              TestSecrets.trust("test", "n1"),
              new Liveness("n1", System::nanoTime, () -> Duration.ofSeconds(10))),
          (command, key) ->
              unsigned.contains(command) ? SignatureVerdict.WRONG : SignatureVerdict.VALID);

  private static Submission of(String id, long time) {
    return Submission.newBuilder()
        .setId(id)
        .setActor("tester")
        .setTime(Instant.ofEpochMilli(time))
        .setOperations(
            List.of(Operation.newBuilder().setAction(WrittenLog.setting("z", id)).build()))
        .build();
  }

  private static CommandRecord record(long offset, Submission... submissions) {
    Command command =
        Command.newBuilder()
            .setCluster("test")
            .setOrigin("n1")
            .setSubmissions(Arrays.asList(submissions))
            .build();
    return new CommandRecord(offset, NOW, command, null);
  }

  private Intake.Checked check(CommandRecord... records) {
    return intake.check(Arrays.asList(records), image, TERM, id -> false);
  }

  private static List<List<String>> toDecide(Intake.Checked checked) {
    return checked.commands().stream()
        .map(command -> command.getSubmissions().stream().map(Submission::getId).toList())
        .toList();
  }

  private static List<String> refused(Intake.Checked checked, long next) {
    return checked.outcomes(List.of(), next).stream().map(Outcome::getCommandId).toList();
  }

  @Test
  void anOldRequestIsRefusedAndTheOthersOfItsRecordAreDecided() {
    Intake.Checked checked = check(record(7, of("old", LONG_AGO), of("new", NOW)));

    assertThat(toDecide(checked)).containsExactly(List.of("new"));
    assertThat(checked.next(1)).isEqualTo(8);
    assertThat(checked.outcomes(List.of(), 8))
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getCommandId()).isEqualTo("old");
              assertThat(outcome.getRefusal().getCode()).isEqualTo(Intake.STALE);
              assertThat(outcome.getCommandOffset()).isEqualTo(7);
            });
  }

  @Test
  void whatWasRefusedIsNotDecidedWhereItComesAgain() {
    Intake.Checked checked = check(record(7, of("x", LONG_AGO)), record(8, of("x", NOW)));

    assertThat(toDecide(checked)).containsExactly(List.of(), List.of());
    assertThat(refused(checked, 9)).containsExactly("x");
  }

  @Test
  void whatIsToBeDecidedIsNotRefusedWhereItComesAgain() {
    Intake.Checked checked = check(record(7, of("x", NOW)), record(8, of("x", LONG_AGO)));

    assertThat(toDecide(checked)).containsExactly(List.of("x"), List.of());
    assertThat(refused(checked, 9)).isEmpty();
  }

  @Test
  void whatNobodySignedIsRefusedWholeAndHidesNothing() {
    CommandRecord forged = record(7, of("x", NOW), of("y", NOW));
    unsigned.add(forged.command());

    Intake.Checked checked = check(forged, record(8, of("z", NOW)));

    assertThat(toDecide(checked)).containsExactly(List.of("z"));
    assertThat(checked.next(0)).isEqualTo(8);
    assertThat(checked.outcomes(List.of(), 9))
        .extracting(outcome -> outcome.getRefusal().getCode())
        .containsExactly(Codes.BAD_SIGNATURE, Codes.BAD_SIGNATURE);
  }

  @Test
  void refusalsBehindTheLastThatWasDecidedWait() {
    Intake.Checked checked = check(record(7, of("a", NOW)), record(8, of("old", LONG_AGO)));

    assertThat(checked.next(0)).isEqualTo(7);
    assertThat(refused(checked, 7)).isEmpty();
  }
}
