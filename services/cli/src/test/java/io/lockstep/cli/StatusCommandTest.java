package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
  private static final String CONVERGED =
      "{\"cluster\":\"sandbox\",\"summary\":\"converged at revision 7\",\"converged\":true,"
          + "\"since\":\"t0\",\"nodes\":[{\"id\":\"n1\",\"state\":\"ONLINE\",\"reason\":\"well\","
          + "\"since\":\"t1\",\"quiet\":false,\"primary\":true,\"revision\":7,"
          + "\"digest\":\"0123456789abcdef\",\"lagEvents\":0,\"lagMillis\":0,"
          + "\"softwareVersion\":\"1.0\"}],\"alerts\":[]}";

  private static final String NOT_CONVERGED =
      "{\"cluster\":\"sandbox\",\"summary\":\"not converged, head revision 9\","
          + "\"converged\":false,\"since\":\"t2\",\"nodes\":[{\"id\":\"n1\",\"state\":\"LAGGING\","
          + "\"reason\":\"2 events behind\",\"since\":\"t3\",\"quiet\":true,\"primary\":false,"
          + "\"revision\":7,\"digest\":null,\"lagEvents\":2,\"lagMillis\":1250,"
          + "\"softwareVersion\":\"1.0\"}],\"alerts\":[{\"id\":\"node-lagging/n1/1\","
          + "\"severity\":\"WARNING\",\"cause\":\"n1 lags.\",\"remedy\":\"Look.\","
          + "\"raised\":\"t4\"}]}";

  private static final String STALE =
      CONVERGED.replace(
          "\"nodes\"",
          "\"asOf\":\"t9\",\"stale\":true,\"staleReason\":\"the brokers do not answer\",\"nodes\"");

  @TempDir private Path folder;
  private RecordedNode server;

  @BeforeEach
  void listen() throws IOException {
    server = new RecordedNode();
    server.clusterFolder(folder, "\"status\":\"" + server.url() + "\",\"adminToken\":\"none\",");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Run status(String... more) {
    return Run.lockstep(
        Stream.concat(Stream.of("status", "--cluster", folder.toString()), List.of(more).stream())
            .toArray(String[]::new));
  }

  @Test
  void saysWhetherTheClusterHasConvergedAndHowEachNodeIs() {
    server.answer("GET /api/v1/status", 200, CONVERGED);

    Run run = status();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "cluster sandbox: CONVERGED at revision 7, since t0",
            "ID  STATE   ROLE     LAG  BEHIND  REVISION  DIGEST        SINCE  VERSION",
            "n1  ONLINE  primary  0    0.0 s   7         0123456789ab  t1     1.0");
  }

  @Test
  void saysWhyItHasNotAndWhatAlerts() {
    server.answer("GET /api/v1/status", 200, NOT_CONVERGED);

    assertThat(status().out())
        .contains(
            "cluster sandbox: NOT CONVERGED, head revision 9, since t2",
            "LAGGING (quiet)",
            "1.3 s",
            "n1: 2 events behind",
            "WARNING node-lagging/n1/1 since t4: n1 lags. Look.");
  }

  @Test
  void saysFirstSinceWhenAndWhyItIsStale() {
    server.answer("GET /api/v1/status", 200, STALE);

    Run run = status();

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.out().lines())
        .startsWith(
            "STALE since t9: the brokers do not answer; what follows was true then",
            "cluster sandbox: CONVERGED at revision 7, since t0");
  }

  @Test
  void endsWithTheSameCodeWhereAStaleStatusIsReadByAScript() throws IOException {
    server.answer("GET /api/v1/status", 200, STALE);

    Run run = status("--output", "json");

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(new ObjectMapper().readTree(run.out()).path("stale").asBoolean()).isTrue();
  }

  @Test
  void endsWithTheCodeOfTheLastStatusThatCame() {
    server.answer(
        "GET /api/v1/status/watch",
        200,
        "text/event-stream",
        "data: %s\n\ndata: %s\n\n".formatted(CONVERGED, STALE));

    assertThat(status("--watch", "--count", "1").exitCode()).isZero();
    assertThat(status("--watch", "--count", "2").exitCode()).isEqualTo(5);
  }

  @Test
  void showsNoSessionOfTheClusterToIt() {
    server.answer("GET /api/v1/status", 200, CONVERGED);

    status("--output", "json");

    assertThat(server.lastRequest().header("Authorization")).isNull();
  }

  @Test
  void showsEachChangeThatComes() {
    server.answer(
        "GET /api/v1/status/watch",
        200,
        "text/event-stream",
        "data: %s\nevent: status\n\n:alive\nevent: alive\ndata: {}\n\nevent: status\ndata: %s\n\n"
            .formatted(CONVERGED, NOT_CONVERGED));

    Run run = status("--watch", "--count", "2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("CONVERGED at revision 7", "NOT CONVERGED, head revision 9");
  }

  @Test
  void comesBackWhenTheConnectionIsLost() {
    server.answer(
        "GET /api/v1/status/watch", 200, "text/event-stream", "data: %s\n\n".formatted(CONVERGED));

    Run run = status("--watch", "--count", "2", "--output", "json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.err()).contains("trying again");
  }

  @Test
  void saysThatNobodyAnswers() {
    server.close();

    Run run = status();

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err()).contains("no status application answers at " + server.url());
  }

  @Test
  void saysHowAStatusApplicationWithoutTlsIsAsked() throws IOException {
    String https = server.url().toString().replace("http:", "https:");
    server.clusterFolder(folder, "\"status\":\"" + https + "\",\"adminToken\":\"none\",");

    Run run = status();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("status application at " + https, "--url", "tls.keystore.file", "[plain-http]")
        .doesNotContain("--plain-http", "Cluster.enable.SSL");
  }

  @Test
  void saysWhichTokenIsWanted() {
    server.answer("GET /api/v1/status", 401, "{\"code\":\"unauthenticated\",\"detail\":\"no\"}");

    Run run = status();

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("LOCKSTEP_STATUS_TOKEN");
  }

  @Test
  void theCauseOfAnAlertEndsBeforeItsRemedyBegins() {
    server.answer("GET /api/v1/status", 200, NOT_CONVERGED.replace("n1 lags.", "n1 lags"));

    assertThat(status().out()).contains("since t4: n1 lags. Look.");
  }
}
