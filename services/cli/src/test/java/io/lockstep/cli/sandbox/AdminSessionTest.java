package io.lockstep.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lockstep.cli.TestAuthority;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.sandbox.SandboxOptions;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.secret.SecretRing;
import io.lockstep.trust.token.SessionTokens;
import io.lockstep.trust.token.TokenException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At a node that takes sessions of the third version of the secret. */
class AdminSessionTest {
  private static final URI SILENT = URI.create("http://127.0.0.1:1");
  private static final int VERSION = 3;

  @TempDir private Path folder;
  private SandboxOptions options;
  private SandboxSecrets secrets;
  private SandboxCluster cluster;
  private HttpServer node;
  private URI url;
  private SessionTokens sessions;

  @BeforeEach
  void rotateTwiceWhileN2IsAway() throws Exception {
    options = SandboxOptions.of(folder).withNodes(2);
    secrets = new SandboxSecrets(options);
    cluster = new SandboxCluster(options, "ann");
    secrets.provide();
    new TestAuthority().write(options.authorities());
    ClusterSecret secret = ClusterSecret.generate(VERSION, new SecureRandom());
    Path rotated = options.nodeData("n1").resolve(SecretFile.NAME);
    Files.delete(rotated);
    new SecretFile(rotated).create(secret);
    Files.setLastModifiedTime(
        options.nodeData("n2").resolve(SecretFile.NAME), FileTime.from(Instant.EPOCH));
    sessions = sessions(secret);
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext("/", this::answer);
    node.start();
    url = URI.create("http://127.0.0.1:" + node.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    node.stop(0);
  }

  private SessionTokens sessions(ClusterSecret secret) {
    return new SessionTokens(
        options.cluster(), SecretRing.of(secret), Clock.systemUTC(), new SecureRandom());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String session = exchange.getRequestHeaders().getFirst("Authorization").substring(7);
    boolean taken = isTaken(session);
    byte[] body =
        (taken ? "{}" : "{\"code\":\"token-altered\",\"detail\":\"altered\"}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(taken ? 200 : 401, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private boolean isTaken(String session) {
    try {
      sessions.verify(session, id -> false);
      return true;
    } catch (TokenException e) {
      return false;
    }
  }

  private String written() throws IOException {
    return Files.readString(options.adminToken()).strip();
  }

  @Test
  void isNotReplacedBeforeANodeWasAsked() throws IOException {
    String taken = secrets.adminToken(VERSION, "ann");
    secrets.writeAdminToken(taken);

    cluster.equip(List.of("n1", "n2"));

    assertThat(written()).isEqualTo(taken);
  }

  @Test
  void isThereBeforeTheFirstNodeStarts() throws IOException {
    cluster.equip(List.of("n1", "n2"));

    assertThat(written()).isNotEmpty();
  }

  @Test
  void isRenewedByAnyNodeThatAnswers() throws IOException {
    String before = secrets.adminToken(VERSION, "ann");
    secrets.writeAdminToken(before);

    cluster.settle(List.of(SILENT, url));

    assertThat(written()).isNotEqualTo(before).matches(this::isTaken);
    assertThat(secrets.version()).isEqualTo(VERSION);
  }

  @Test
  void staysWhereNoNodeTakesAnother() throws IOException {
    String before = secrets.adminToken(VERSION, "ann");
    secrets.writeAdminToken(before);
    sessions = sessions(ClusterSecret.generate(VERSION, new SecureRandom()));

    assertThatThrownBy(() -> cluster.settle(List.of(SILENT, url)))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCodes.NOT_ALLOWED));

    assertThat(written()).isEqualTo(before);
    assertThat(secrets.version()).isEqualTo(1);
  }
}
