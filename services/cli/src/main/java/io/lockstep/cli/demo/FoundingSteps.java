package io.lockstep.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.cli.client.Json;
import io.lockstep.cli.client.NodeItem;
import io.lockstep.cli.client.PrimaryTerm;
import io.lockstep.log.journal.JournalRecord;
import io.lockstep.log.topic.TopicLayout;
import io.lockstep.log.topic.TopicVerifier;
import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.topic.TopicContract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** From nothing to a cluster of three. */
final class FoundingSteps {
  private final DemoCluster cluster;
  private StartedSandbox starting;

  FoundingSteps(DemoCluster cluster) {
    this.cluster = cluster;
  }

  List<Step> steps() {
    return List.of(
        new Step("start a broker and a schema registry", this::startServices),
        new Step("found the cluster", this::found),
        new Step("three nodes join", this::join));
  }

  private String startServices() throws Exception {
    starting = cluster.start();
    starting.awaitPhase("start broker and registry");
    String kafka = cluster.connection().bootstrapServers();
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
      String id = admin.describeCluster().clusterId().get();
      return "Kafka at " + kafka + " is cluster " + id + "; " + registry();
    }
  }

  private String registry() throws IOException, InterruptedException {
    URI info = URI.create(cluster.connection().registry() + "/system/info");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(info).build(), HttpResponse.BodyHandlers.ofString());
    Proof.same("status of " + info, 200, answer.statusCode());
    JsonNode document = Json.MAPPER.readTree(answer.body());
    return document.path("name").asText()
        + " "
        + document.path("version").asText()
        + " at "
        + cluster.connection().registry();
  }

  private String found() throws Exception {
    starting.awaitPhase("found the cluster");
    new TopicVerifier(cluster.connection(), TopicLayout.SANDBOX).require();
    JournalRecord first = cluster.journal().get(0);
    Object payload = first.entry().getEvent().getPayload();
    Proof.same("the key of the first event", "1", first.key());
    Proof.same("the first event", ClusterFounded.class, payload.getClass());
    return TopicContract.values().length
        + " topics as nodes and status need them; revision 1 founds it";
  }

  private String join() throws InterruptedException {
    starting.awaitReady();
    Wait.until("three members on every node", Duration.ofSeconds(20), this::threeMembersEverywhere);
    cluster.awaitPrimary();
    PrimaryTerm term = cluster.client("n1").primary();
    return String.join(", ", cluster.ids())
        + " are members on every node; "
        + term.node()
        + " is primary in epoch "
        + term.epoch();
  }

  private Optional<Boolean> threeMembersEverywhere() {
    boolean all =
        cluster.clients().values().stream()
            .allMatch(
                client ->
                    client.nodes().items().stream()
                        .filter(node -> node.state().equals("ACTIVE"))
                        .map(NodeItem::id)
                        .sorted()
                        .toList()
                        .equals(cluster.ids()));
    return all ? Optional.of(true) : Optional.empty();
  }
}
