package io.lockstep.state.clusterstate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.state.clusterstate.ClusterStateXml.MemberLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterStateXmlTest {
  @Test
  void saysWhoIsOnlineAndWhoIsPrimaryAndEscapesTheRest() {
    String xml =
        ClusterStateXml.of(
            "blue",
            List.of(
                new MemberLine("a.example", true, true),
                new MemberLine("<b>&\".example", false, false)));

    assertThat(xml)
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ClusterGroup name="blue">
              <Member hostname="a.example" state="online" status="primary"/>
              <Member hostname="&lt;b&gt;&amp;&quot;.example" state="offline" status="secondary"/>
            </ClusterGroup>
            """);
  }

  @Test
  void aClusterWithoutMembersIsADocumentToo() {
    assertThat(ClusterStateXml.of("blue", List.of()))
        .endsWith("<ClusterGroup name=\"blue\">\n</ClusterGroup>\n");
  }
}
