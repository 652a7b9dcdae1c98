package io.lockstep.node.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.testing.Samples;
import io.lockstep.node.replay.NodeView;
import io.lockstep.node.testing.ManualTime;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.schema.DrainNode;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.state.decide.Terms;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CandidacyTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ManualTime time = new ManualTime();
  private final WrittenLog log =
      WrittenLog.founded()
          .changeBy("n2", join("n2"))
          .changeBy("n3", join("n3"))
          .changeBy("n4", join("n4"));

  private static JoinNode join(String id) {
    return new JoinNode(WrittenLog.member(id), null, null, false, null);
  }

  private NodeView view() {
    return view(log.image());
  }

  private static NodeView view(ClusterImage image) {
    return new NodeView(image, 9, 9, 9, true, true, Optional.empty());
  }

  private static void hear(Liveness liveness, String node, NodeState state) {
    NodeReport report = Samples.report(node, 1);
    report.setState(state);
    liveness.hear(report);
  }

  /** All report, then the primary is silent for some seconds while the others go on. */
  private Liveness silentPrimary(String self, int seconds, String... others) {
    Liveness liveness = new Liveness(self, time, () -> TIMEOUT);
    hear(liveness, "n1", NodeState.ONLINE);
    for (int second = 0; second <= seconds; second++) {
      for (String other : others) {
        hear(liveness, other, NodeState.ONLINE);
      }
      if (second < seconds) {
        time.pass(Duration.ofSeconds(1));
      }
    }
    return liveness;
  }

  private boolean tries(String self, Liveness liveness) {
    return new Candidacy(self, liveness).shouldTry(view(), TIMEOUT);
  }

  @Test
  void leavesAPrimaryAloneThatReports() {
    assertThat(tries("n2", silentPrimary("n2", 9, "n2", "n3"))).isFalse();
  }

  @Test
  void triesAsTheFirstOfTheOrderOnceThePrimaryIsSilent() {
    assertThat(tries("n2", silentPrimary("n2", 10, "n2", "n3"))).isFalse();
    assertThat(tries("n2", silentPrimary("n2", 11, "n2", "n3"))).isTrue();
  }

  @Test
  void waitsASecondMoreForEachThatStandsBefore() {
    assertThat(tries("n4", silentPrimary("n4", 12, "n2", "n3", "n4"))).isFalse();
    assertThat(tries("n4", silentPrimary("n4", 13, "n2", "n3", "n4"))).isTrue();
  }

  @Test
  void doesNotWaitForOneThatIsGoneToo() {
    assertThat(tries("n3", silentPrimary("n3", 11, "n3"))).isTrue();
  }

  @Test
  void takesOverAtOnceFromAPrimaryThatSaysThatItStopped() {
    for (NodeState state : List.of(NodeState.DIVERGED, NodeState.INCOMPATIBLE, NodeState.REMOVED)) {
      Liveness second = silentPrimary("n2", 0, "n2", "n3");
      hear(second, "n1", state);
      Liveness third = silentPrimary("n3", 0, "n2", "n3");
      hear(third, "n1", state);

      assertThat(tries("n2", second)).as("n2, %s", state).isTrue();
      assertThat(tries("n3", third)).as("n3, %s", state).isFalse();
    }
  }

  private boolean prepares(String self, int silent, String... others) {
    return new Candidacy(self, silentPrimary(self, silent, others)).shouldPrepare(view(), TIMEOUT);
  }

  @Test
  void preparesAsTheFirstOfTheOrderAfterHalfOfTheSilence() {
    assertThat(prepares("n2", 5, "n2", "n3")).isFalse();
    assertThat(prepares("n2", 6, "n2", "n3")).isTrue();
    assertThat(prepares("n3", 6, "n2", "n3")).as("behind another").isFalse();
    assertThat(prepares("n1", 6, "n1", "n2")).as("the primary itself").isFalse();
  }

  @Test
  void neverTriesWhileItsOwnImageIsNotSound() {
    Liveness liveness = silentPrimary("n2", 20, "n2");
    NodeView behind = new NodeView(log.image(), 9, 9, 9, false, true, Optional.empty());

    assertThat(new Candidacy("n2", liveness).shouldTry(behind, TIMEOUT)).isFalse();
  }

  @Test
  void neverTriesWhileDrained() {
    log.change(new DrainNode("n2"));

    assertThat(tries("n2", silentPrimary("n2", 20, "n2"))).isFalse();
    assertThat(tries("n3", silentPrimary("n3", 11, "n2", "n3"))).isTrue();
  }

  @Test
  void neverTriesAsAStranger() {
    assertThat(tries("n9", silentPrimary("n9", 20, "n9"))).isFalse();
  }

  @Test
  void isNoCandidateAgainstItself() {
    assertThat(tries("n1", silentPrimary("n1", 20, "n1"))).isFalse();
  }

  @Test
  void takesTheFirstTermOnlyOfAFoundedClusterThatLetsIt() {
    Candidacy candidacy = new Candidacy("n1", new Liveness("n1", time, () -> TIMEOUT));
    ClusterImage any = founded(Optional.empty());
    ClusterImage other = founded(Optional.of("n2"));

    assertThat(candidacy.shouldTry(view(ClusterImage.EMPTY), TIMEOUT)).isFalse();
    assertThat(candidacy.shouldTry(view(any), TIMEOUT)).isTrue();
    assertThat(candidacy.shouldTry(view(other), TIMEOUT)).isFalse();
  }

  private static ClusterImage founded(Optional<String> first) {
    return Replay.apply(ClusterImage.EMPTY, Terms.found("test", first, "founding", "tester", 0));
  }
}
