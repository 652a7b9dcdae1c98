package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.cli.access.NodeAccess;
import io.lockstep.cli.access.StatusAccessOptions;
import io.lockstep.cli.client.StatusClient;
import io.lockstep.cli.client.StatusDocument;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the command line and a node come to trust each other, or say why not. */
class AccessTest {
  private static final TestAuthority AUTHORITY = new TestAuthority();
  private static final String LIST = "GET /api/v1/configuration";
  private static final String EMPTY = "{\"revision\":7,\"items\":[]}";

  @TempDir Path folder;
  private Path ca;
  private RecordedNode node;

  @BeforeEach
  void startNode() throws Exception {
    ca = AUTHORITY.write(folder.resolve("ca.pem"));
    node = RecordedNode.overTls(AUTHORITY.server("127.0.0.1"));
    node.answer(LIST, 200, EMPTY);
    Files.createDirectory(folder.resolve("loose"));
  }

  @AfterEach
  void stopNode() {
    node.close();
  }

  private Run list(String... more) {
    List<String> all = new ArrayList<>(List.of("config", "list", "--cluster", folder.toString()));
    all.addAll(List.of(more));
    return Run.lockstep(all.toArray(String[]::new));
  }

  private Path token(String name, String mode) throws IOException {
    Path file = Files.writeString(folder.resolve(name), name + ".abc-_\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void asksOverTlsWithTheSessionThatTheFolderNames() throws Exception {
    token("admin.token", "rw-------");
    node.clusterFolder(folder, "\"ca\":\"ca.pem\",\"adminToken\":\"admin.token\",");

    Run run = list();

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(node.lastRequest().header("Authorization")).isEqualTo("Bearer admin.token.abc-_");
  }

  @Test
  void takesTheAuthorityAndTheSessionOfItsOptionsFirst() throws Exception {
    Path mine = token("mine", "r--------");
    node.clusterFolder(folder, "\"ca\":\"none.pem\",\"adminToken\":\"none\",");

    Run run = list("--ca", ca.toString(), "--token-file", mine.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(node.lastRequest().header("Authorization")).isEqualTo("Bearer mine.abc-_");
  }

  @Test
  void sendsNothingToANodeWhoseAuthorityItDoesNotTrust() throws Exception {
    node.clusterFolder(folder);

    Run run = list();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("the certificate of " + node.url() + " is not trusted", "nothing was sent")
        .contains("--ca", "truststore.pem", "[untrusted-certificate]");
    assertThat(node.requests()).isEmpty();
  }

  @Test
  void sendsNothingToANodeWithACertificateForAnotherHost() throws Exception {
    try (RecordedNode other = RecordedNode.overTls(AUTHORITY.server("n1.example"))) {
      other.clusterFolder(folder, "\"ca\":\"ca.pem\",");

      Run run = list();

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("127.0.0.1", "name", "[untrusted-certificate]");
    }
  }

  @Test
  void saysThatANodeSpeaksPlainHttp() throws Exception {
    try (RecordedNode plain = new RecordedNode()) {
      plain.answer(LIST, 200, EMPTY);
      plain.clusterFolder(folder, "\"ca\":\"ca.pem\",");
      Path file = folder.resolve("cluster.json");
      Files.writeString(file, Files.readString(file).replace("http://127", "https://127"));

      Run run = list("--node", "n2");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .contains("speaks plain HTTP", "Cluster.enable.SSL", "--plain-http", "[plain-http]");
      assertThat(list("--plain-http").exitCode()).isZero();
    }
  }

  @Test
  void saysThatANodeSpeaksHttpsOnly() throws Exception {
    node.clusterFolder(folder, "\"ca\":\"ca.pem\",");

    Run run = list("--plain-http", "--node", "n2");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("speaks HTTPS", "--plain-http", "[https-only]");
  }

  @Test
  void refusesASessionFileThatOthersMayRead() throws Exception {
    Path loose = token("loose.token", "rw-r--r--");
    node.clusterFolder(folder, "\"ca\":\"ca.pem\",");

    Run run = list("--token-file", loose.toString());

    assertThat(run.err()).contains("has mode 0644", "[token-permissions]");
    assertThat(node.requests()).isEmpty();
  }

  @Test
  void refusesASessionFileThatHoldsNoToken() throws Exception {
    Path file = token("empty", "rw-------");
    Files.writeString(file, "two words\n");
    node.clusterFolder(folder, "\"ca\":\"ca.pem\",");

    Run run = list("--token-file", file.toString());

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("other characters", "[malformed-token]").doesNotContain("words");
  }

  @Test
  void saysWhatIsWrongWithTheFileOfAuthorities() throws Exception {
    node.clusterFolder(folder);
    Path text = Files.writeString(folder.resolve("text"), "text");

    assertThat(list("--ca", "none.pem").err()).contains("none.pem does not exist", "[bad-ca-file]");
    assertThat(list("--ca", text.toString()).err()).contains("no certificate", "[bad-ca-file]");
  }

  @Test
  void asksNoSecondNodeOnceTheSessionIsRefused() throws Exception {
    node.answer(
        "GET /api/v1/state",
        401,
        "{\"status\":401,\"detail\":\"the session of ann ended\",\"code\":\"unauthenticated\"}");
    node.clusterFolder(folder, "\"ca\":\"ca.pem\",");

    Run run = list();

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err())
        .contains("the session of ann ended", "LOCKSTEP_TOKEN", "`lockstep up`")
        .contains("[unauthenticated]");
  }

  @Test
  void saysWhenToAskAgainAfterTooManyAttempts() throws Exception {
    node.answer(
        "GET /api/v1/state",
        429,
        "{\"status\":429,\"detail\":\"too many\",\"code\":\"too-many-attempts\"}");
    node.clusterFolder(folder, "\"ca\":\"ca.pem\",");

    Run run = list();

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err()).contains("too many [too-many-attempts]", "retry after seconds: 30");
  }

  @Test
  void theStatusApplicationIsTrustedByTheAuthorityThatIsGivenForNodes() {
    node.answer(
        "GET /api/v1/status",
        200,
        "{\"cluster\":\"a\",\"summary\":\"all is well\",\"converged\":true}");
    NodeAccess access = new StatusAccessOptions().access(Optional.of(ca));

    StatusDocument status = new StatusClient(URI.create(node.url()), access).status();

    assertThat(status.summary()).isEqualTo("all is well");
  }
}
