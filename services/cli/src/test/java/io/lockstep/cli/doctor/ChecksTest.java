package io.lockstep.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lockstep.cli.RecordedNode;
import io.lockstep.cli.access.NodeAccess;
import io.lockstep.cli.client.StatusClient;
import io.lockstep.cli.cluster.ClusterFolder;
import io.lockstep.cli.doctor.Finding.State;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
  @TempDir private Path folder;
  private final List<Finding> findings = new ArrayList<>();
  private RecordedNode server;

  @BeforeEach
  void listen() throws IOException {
    server = new RecordedNode();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static String member(String id, String version) {
    return "{\"id\":\"%s\",\"state\":\"ACTIVE\",\"report\":{\"softwareVersion\":\"%s\"}}"
        .formatted(id, version);
  }

  @Test
  void findSilentNodesMixedVersionsAndDisks() throws IOException {
    server.answer(
        "GET /api/v1/nodes",
        200,
        "{\"items\":[" + member("n1", "1.0") + "," + member("n2", "1.1") + "]}");
    Files.createDirectory(server.clusterFolder(folder).resolve("n2"));

    NodeChecks.add(ClusterFolder.read(folder), NodeAccess.anonymous(), findings);

    assertThat(findings)
        .extracting(Finding::check, Finding::state)
        .contains(
            tuple("node n1", State.WRONG),
            tuple("node n2", State.OK),
            tuple("versions", State.WRONG));
    assertThat(findings).extracting(Finding::check).contains("disk");
    assertThat(findings)
        .filteredOn(finding -> finding.state() == State.WRONG)
        .allSatisfy(finding -> assertThat(finding.remedy()).isNotBlank());
  }

  @Test
  void keepANodeThatRefusesWhoeverAsks() throws IOException {
    server.answer(
        "GET /api/v1/state", 401, "{\"code\":\"token-altered\",\"detail\":\"it was altered\"}");

    NodeChecks.add(
        ClusterFolder.read(server.clusterFolder(folder)), NodeAccess.anonymous(), findings);

    assertThat(findings)
        .filteredOn(finding -> finding.check().startsWith("node "))
        .extracting(Finding::remedy)
        .satisfiesExactly(
            silent -> assertThat(silent).isEqualTo("start the node, or remove it if it is gone"),
            refusing ->
                assertThat(refusing)
                    .contains("the node runs", "--token-file", "lockstep token create --session")
                    .doesNotContain("remove"));
  }

  @Test
  void keepANodeThatAnswersThatItIsNotAvailable() throws IOException {
    server.answer("GET /api/v1/state", 503, "{\"code\":\"unavailable\",\"detail\":\"no broker\"}");

    NodeChecks.add(
        ClusterFolder.read(server.clusterFolder(folder)), NodeAccess.anonymous(), findings);

    assertThat(findings)
        .filteredOn(finding -> finding.check().equals("node n2"))
        .extracting(Finding::remedy)
        .containsExactly("the node runs: mend what it says, and see its log");
  }

  @Test
  void findAlertsAndClocksThatAreOff() {
    server.answer(
        "GET /api/v1/status",
        200,
        "{\"cluster\":\"a\",\"summary\":\"converged\",\"converged\":true,\"nodes\":["
            + "{\"id\":\"n1\",\"state\":\"ONLINE\"}],\"alerts\":[{\"id\":\"x\","
            + "\"severity\":\"CRITICAL\",\"cause\":\"no primary\",\"remedy\":\"promote\"}]}");
    server.answer("GET /api/v1/status/nodes/n1", 200, "{\"clockSkewMillis\":-6000}");

    StatusChecks.add(new StatusClient(URI.create(server.url()), NodeAccess.anonymous()), findings);

    assertThat(findings)
        .extracting(Finding::check, Finding::state, Finding::text)
        .containsExactly(
            tuple("status", State.OK, "converged"),
            tuple("alert", State.WRONG, "no primary"),
            tuple("clock", State.WRONG, "n1 is -6000 ms off the brokers' clock"));
  }

  @Test
  void sayThatTheStatusIsStale() {
    server.answer(
        "GET /api/v1/status",
        200,
        "{\"cluster\":\"a\",\"summary\":\"converged\",\"converged\":true,\"asOf\":\"t9\","
            + "\"stale\":true,\"staleReason\":\"the brokers do not answer\"}");

    StatusChecks.add(new StatusClient(URI.create(server.url()), NodeAccess.anonymous()), findings);

    assertThat(findings)
        .extracting(Finding::check, Finding::state, Finding::text)
        .containsExactly(
            tuple("status", State.WARNING, "converged, stale since t9: the brokers do not answer"));
  }

  @Test
  void sayThatNobodyToldTheStatus() {
    StatusChecks.add(
        new StatusClient(URI.create("http://127.0.0.1:1"), NodeAccess.anonymous()), findings);

    assertThat(findings)
        .extracting(Finding::check, Finding::state)
        .containsExactly(tuple("status", State.WRONG), tuple("clock", State.SKIPPED));
  }

  private void askStatus(int status, String type, String body) {
    server.answer("GET /api/v1/status", status, type, body);
    StatusChecks.add(new StatusClient(URI.create(server.url()), NodeAccess.anonymous()), findings);
  }

  @Test
  void keepAStatusApplicationThatWantsAToken() {
    askStatus(
        401,
        "application/problem+json",
        "{\"code\":\"unauthenticated\",\"detail\":\"it wants a token\"}");

    assertThat(findings.get(0).remedy())
        .contains("it runs", "LOCKSTEP_STATUS_TOKEN")
        .doesNotContain("start it");
  }

  @Test
  void lookBehindTheBalancerThatAnswersForTheStatusApplication() {
    askStatus(503, "text/html", "<html><body><h1>503 Service Unavailable</h1></body></html>");

    assertThat(findings.get(0).text())
        .contains("answered 503", "what it hands requests on to runs and is ready")
        .doesNotContain("check that the address");
  }
}
