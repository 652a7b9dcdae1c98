package io.lockstep.node.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.testing.Samples;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.StandardProfile;
import io.lockstep.materialize.profile.cluster.ClusterProfiles;
import io.lockstep.materialize.profile.cluster.ProfileCatalogue;
import io.lockstep.node.certificate.ProfileStores;
import io.lockstep.node.observe.Liveness;
import io.lockstep.node.testing.ManualTime;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.Problem;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartOrderTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ManualTime time = new ManualTime();
  private final Liveness liveness = new Liveness("am1", time, () -> TIMEOUT);
  private final Profile profiles =
      new ClusterProfiles(new ProfileCatalogue(), new StandardProfile(), new ProfileStores());
  private final StartOrder order = new StartOrder("am1", profiles, liveness);
  private ClusterImage image = ClusterImage.EMPTY;

  StartOrderTest() {
    set("Cluster.profiles", "wso2-apim");
    join("am1", "all-in-one");
  }

  private void with(Object payload) {
    Event event =
        Event.newBuilder()
            .setCluster("c")
            .setRevision(image.revision() + 1)
            .setEpoch(1)
            .setChangeId("x")
            .setChangeIndex(0)
            .setChangeSize(1)
            .setTime(Instant.EPOCH)
            .setOrigin("n1")
            .setActor("test")
            .setPayload(payload)
            .build();
    image = Replay.apply(image, List.of(event));
  }

  private void set(String key, String value) {
    with(ConfigurationChanged.newBuilder().setKey(key).setScope("shared").setValue(value).build());
  }

  private void join(String id, String role) {
    with(
        new NodeJoined(
            Member.newBuilder()
                .setId(id)
                .setHost(id)
                .setUrl("https://" + id)
                .setAdminUrl("https://" + id + ":444")
                .setRoles(List.of(role))
                .setSoftwareVersion("1")
                .setFormatLevel(1)
                .setState(MemberState.ACTIVE)
                .build()));
  }

  private void hear(String node, Problem... problems) {
    NodeReport report = Samples.report(node, 1);
    report.setState(NodeState.ONLINE);
    report.setProblems(List.of(problems));
    liveness.hear(report);
  }

  @Test
  void aRoleThatNobodyHasIsNotWaitedFor() {
    assertThat(order.problem(image)).isEmpty();
  }

  @Test
  void aRoleThatIsAskedForIsWaitedForBeforeAnybodyHasIt() {
    set("Cluster.minimumHolders.key-manager", "1");

    assertThat(order.problem(image).orElseThrow().getMessage())
        .contains("role all-in-one comes after key-manager");
  }

  @Test
  void aNodeWaitsUntilAHolderOfTheRoleBeforeIsReady() {
    join("km", "key-manager");
    assertThat(order.problem(image)).isPresent();

    hear("km", NodeStatus.problem("licence-missing", "no licence", null));
    assertThat(order.problem(image)).isPresent();

    hear("km");
    assertThat(order.problem(image)).isEmpty();
  }

  @Test
  void aNodeThatHasStartedStaysReadyWhenTheOtherGoes() {
    join("km", "key-manager");
    hear("am1");
    hear("km");
    assertThat(order.problem(image)).isEmpty();

    for (int second = 0; second < 20; second++) {
      time.pass(Duration.ofSeconds(1));
      hear("am1");
    }

    assertThat(liveness.alive("km")).isFalse();
    assertThat(order.problem(image)).isEmpty();
  }
}
