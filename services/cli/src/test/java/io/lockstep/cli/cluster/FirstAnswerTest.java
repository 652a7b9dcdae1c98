package io.lockstep.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.lockstep.cli.access.NodeAccess;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirstAnswerTest {
  private static final Path FILE = Path.of("cluster.json");
  private static final byte[] STATE =
      "{\"cluster\":\"c\",\"node\":\"n\",\"state\":\"SERVING\",\"revision\":7}"
          .getBytes(StandardCharsets.UTF_8);

  private static final byte[] DENIAL =
      "{\"code\":\"session-unknown\",\"message\":\"no session\"}".getBytes(StandardCharsets.UTF_8);

  private final List<HttpServer> servers = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch ended = new CountDownLatch(1);

  @AfterEach
  void stop() {
    ended.countDown();
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
  }

  /** A node that answers once it is told to, and says when it was asked. */
  private NodeClient node(CountDownLatch asked, CountDownLatch answers) throws IOException {
    return node(200, STATE, asked, answers);
  }

  private NodeClient denying(CountDownLatch asked) throws IOException {
    return node(401, DENIAL, asked, new CountDownLatch(0));
  }

  private NodeClient node(int status, byte[] body, CountDownLatch asked, CountDownLatch answers)
      throws IOException {
    return node(status, body, asked, answers, new CountDownLatch(1));
  }

  private NodeClient node(
      int status,
      byte[] body,
      CountDownLatch asked,
      CountDownLatch answers,
      CountDownLatch hasAnswered)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          asked.countDown();
          try {
            answers.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
          hasAnswered.countDown();
        });
    server.start();
    servers.add(server);
    return client(server.getAddress().getPort());
  }

  private static NodeClient client(int port) {
    return new NodeClient(URI.create("http://127.0.0.1:" + port), NodeAccess.anonymous());
  }

  @Test
  void oneThatDoesNotAnswerDoesNotKeepTheOthersWaiting() throws IOException {
    NodeClient silent = node(new CountDownLatch(1), ended);
    NodeClient well = node(new CountDownLatch(1), new CountDownLatch(0));

    NodeClient first =
        new FirstAnswer(Duration.ofDays(1)).of(FILE, List.of("n1", "n2"), List.of(silent, well));

    assertThat(first).isSameAs(well);
  }

  @Test
  void oneThatIsSlowHasItsTimeWhileOthersAreAsked() throws IOException {
    CountDownLatch otherWasAsked = new CountDownLatch(1);
    NodeClient slow = node(new CountDownLatch(1), otherWasAsked);
    NodeClient silent = node(otherWasAsked, ended);

    NodeClient first =
        new FirstAnswer(Duration.ofSeconds(30))
            .of(FILE, List.of("n1", "n2"), List.of(slow, silent));

    assertThat(first).isSameAs(slow);
  }

  @Test
  void saysWhoWasSilentInTheirOrder() throws IOException {
    NodeClient silent = node(new CountDownLatch(1), ended);

    assertThatThrownBy(
            () ->
                new FirstAnswer(Duration.ofMillis(300))
                    .of(FILE, List.of("n1", "n2"), List.of(silent, client(1))))
        .hasMessageContaining("no node of cluster.json answers")
        .hasMessageMatching("(?s).*n1 at .*n2 at http://127.0.0.1:1 .*");
  }

  @Test
  void oneThatDeniesAccessMayBeBehindTheOthers() throws IOException {
    NodeClient behind = denying(new CountDownLatch(1));
    NodeClient well = node(new CountDownLatch(1), new CountDownLatch(0));

    NodeClient first =
        new FirstAnswer(Duration.ofSeconds(30))
            .of(FILE, List.of("n1", "n2"), List.of(behind, well));

    assertThat(first).isSameAs(well);
  }

  @Test
  void oneThatWasAskedIsHeardBeforeADenialIsBelieved() throws IOException {
    CountDownLatch otherWasAsked = new CountDownLatch(1);
    CountDownLatch denied = new CountDownLatch(1);
    NodeClient behind = node(401, DENIAL, new CountDownLatch(1), otherWasAsked, denied);
    NodeClient well = node(otherWasAsked, denied);

    NodeClient first =
        new FirstAnswer(Duration.ofSeconds(30))
            .of(FILE, List.of("n1", "n2"), List.of(behind, well));

    assertThat(first).isSameAs(well);
  }

  @Test
  void twoThatDenyAccessAreBelieved() throws IOException {
    CountDownLatch third = new CountDownLatch(1);
    List<NodeClient> clients =
        List.of(denying(new CountDownLatch(1)), denying(new CountDownLatch(1)), denying(third));

    assertThatThrownBy(
            () ->
                new FirstAnswer(Duration.ofSeconds(30))
                    .of(FILE, List.of("n1", "n2", "n3"), clients))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo("session-unknown"));
    assertThat(third.getCount()).isEqualTo(1);
  }

  @Test
  void onlyNodeThatDeniesAccessIsBelieved() throws IOException {
    NodeClient denying = denying(new CountDownLatch(1));

    assertThatThrownBy(
            () -> new FirstAnswer(Duration.ofSeconds(30)).of(FILE, List.of("n1"), List.of(denying)))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(4));
  }
}
