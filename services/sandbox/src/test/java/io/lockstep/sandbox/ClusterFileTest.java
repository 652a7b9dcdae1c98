package io.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFileTest {
  @TempDir private Path temp;

  @Test
  void isWrittenInItsDocumentedShape() {
    ClusterFile file =
        new ClusterFile(
            "blue",
            "127.0.0.1:19092",
            URI.create("http://127.0.0.1:18081/apis/registry/v3"),
            URI.create("http://127.0.0.1:8100"),
            List.of(new ClusterFile.Node("n1", URI.create("https://127.0.0.1:8101"), "/d/n1", 12L)),
            new ClusterFile.Pids(10L, null, 11L),
            "/d/ca.pem",
            "/d/admin.token",
            null);

    file.write(new Layout(temp));

    assertThat(temp.resolve("cluster.json"))
        .hasContent(
            """
            {
              "cluster" : "blue",
              "kafka" : "127.0.0.1:19092",
              "registry" : "http://127.0.0.1:18081/apis/registry/v3",
              "status" : "http://127.0.0.1:8100",
              "nodes" : [ {
                "id" : "n1",
                "url" : "https://127.0.0.1:8101",
                "dir" : "/d/n1",
                "pid" : 12
              } ],
              "pids" : {
                "kafka" : 10,
                "registry" : null,
                "status" : 11
              },
              "ca" : "/d/ca.pem",
              "adminToken" : "/d/admin.token"
            }
            """);
    assertThat(ClusterFile.read(temp)).isEqualTo(file);
  }

  @Test
  void saysHowToStartASandboxWhereThereIsNone() {
    assertThatThrownBy(() -> ClusterFile.read(temp))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("no sandbox in " + temp)
        .hasMessageContaining("lockstep up");
  }

  @Test
  void saysWhichFileIsDamaged() {
    Texts.write(temp.resolve("cluster.json"), "{");

    assertThatThrownBy(() -> ClusterFile.read(temp))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining(temp.resolve("cluster.json").toString());
  }
}
