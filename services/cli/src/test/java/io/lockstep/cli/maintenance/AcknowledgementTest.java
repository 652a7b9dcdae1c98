package io.lockstep.cli.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.cli.client.NodeItem;
import io.lockstep.cli.client.NodeItem.Report;
import io.lockstep.cli.client.NodeState.StateProblem;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {
  private static final StateProblem HELD =
      new StateProblem("files-not-written", "conf/a is held: it is a link", null);

  private static NodeItem node(String state, Report report) {
    return new NodeItem("n1", "h", "u", null, null, null, null, state, false, report);
  }

  private static Report report(
      long received, long written, long active, long age, StateProblem... problems) {
    return new Report(
        "ONLINE", received, written, active, "ab", 1, 1, "1", null, age, List.of(problems), null);
  }

  private static String missing(Report report) {
    return Acknowledgement.missing(node("ACTIVE", report), 8);
  }

  @Test
  void namesTheProblemsOfTheNode() {
    assertThat(missing(report(8, 7, 7, 900, HELD)))
        .isEqualTo("conf/a is held: it is a link [files-not-written]");
    assertThat(missing(report(8, 7, 7, 900, new StateProblem("a", "b", 1L), HELD)))
        .isEqualTo("b [a]; conf/a is held: it is a link [files-not-written]");
  }

  @Test
  void whatASilentNodeSaidIsNotRepeated() {
    assertThat(missing(report(7, 7, 7, 12_345, HELD))).isEqualTo("not heard of for 12 s");
    assertThat(missing(null)).isEqualTo("it has not reported yet");
  }

  @Test
  void saysHowFarANodeWithoutProblemsIs() {
    assertThat(missing(report(6, 5, 4, 900))).isEqualTo("it has received up to revision 6");
    assertThat(missing(report(8, 5, 4, 900))).isEqualTo("it has written up to revision 5");
    assertThat(missing(report(8, 8, 4, 900)))
        .isEqualTo("its hooks have made active up to revision 4");
  }

  @Test
  void aDrainedNodeIsNotWaitedFor() {
    assertThat(Acknowledgement.missing(node("DRAINED", report(8, 8, 8, 900)), 8))
        .isEqualTo("it is drained, and not waited for");
  }
}
