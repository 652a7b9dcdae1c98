package io.lockstep.node.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.check.CheckResult;
import io.lockstep.materialize.check.Verdict;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeJoined;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JoinCheckTest {
  private static CheckResult check(String id, String port, String admin) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "cluster.name", "c",
                "node.host", "h1",
                "data.dir", "data",
                "files.dir", "files",
                "kafka.bootstrap.servers", "k:9092",
                "registry.url", "http://r:8080"));
    settings.put("node.id", id);
    settings.put("node.url", "http://h1:" + port);
    settings.put("node.admin.url", "https://h1:" + admin);
    return JoinCheck.of(NodeSettings.of(settings), withOneMember());
  }

  private static ClusterImage withOneMember() {
    Member member =
        Member.newBuilder()
            .setId("n1")
            .setHost("h1")
            .setUrl("http://h1:8101")
            .setAdminUrl("https://h1:444")
            .setState(MemberState.ACTIVE)
            .setSoftwareVersion("1")
            .setFormatLevel(1)
            .build();
    Event event =
        Event.newBuilder()
            .setCluster("c")
            .setRevision(1)
            .setEpoch(1)
            .setChangeId("x")
            .setChangeIndex(0)
            .setChangeSize(1)
            .setTime(Instant.EPOCH)
            .setOrigin("n1")
            .setActor("test")
            .setPayload(new NodeJoined(member))
            .build();
    return Replay.apply(ClusterImage.EMPTY, List.of(event));
  }

  @Test
  void aNodeInAnothersPlaceIsNamedBeforeItJoins() {
    CheckResult result = check("n2", "8102", "444");

    assertThat(result.result()).isEqualTo(Verdict.FAIL);
    assertThat(result.what()).contains("n2", "n1", "https://h1:444").doesNotContain(";");
    assertThat(result.remedy()).contains("http.port", "node.admin.url");
  }

  @Test
  void portsOfItsOwnAndItsOwnPlaceAreFree() {
    assertThat(check("n2", "8102", "445").result()).isEqualTo(Verdict.PASS);
    assertThat(check("n1", "80", "444").result()).isEqualTo(Verdict.PASS);
  }
}
