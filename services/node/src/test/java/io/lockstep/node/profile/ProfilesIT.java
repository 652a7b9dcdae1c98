package io.lockstep.node.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.log.LogConnection;
import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.node.testing.TestSessions;
import io.lockstep.trust.token.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A profile from its installation to its removal, on a node. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProfilesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIGURATION = "/api/v1/configuration/";
  private static final String SHOP =
      """
      profile: shop
      format: 1
      text: The shop.
      parameters:
        shop.threads: {type: integer, minimum: 1, maximum: 100, default: "4", text: Threads.}
        shop.password: {type: text, secret: true, text: Password.}
      outputs:
        - path: conf/shop.properties
          format: properties
          values:
            threads: {parameter: shop.threads}
            host: {value: "[=node.host]"}
        - path: conf/shop.secret
          format: template
          template: "password=[=parameter('shop.password', '')]"
        - path: conf/keystore.p12
          format: pkcs12
          entries: certificates
      """;

  @TempDir static Path folder;
  private static TestNode node;
  private static Path files;

  @BeforeAll
  static void start() throws IOException {
    LogConnection log = TestCluster.founded();
    Map<String, String> settings = TestNode.settings(log, folder, "n1");
    files = Path.of(settings.get("files.dir"));
    Files.createDirectories(files.resolve("conf"));
    Files.writeString(files.resolve("conf/shop.properties"), "# ours\nthreads=1\nother=kept\n");
    node = TestNode.start(settings).awaitReady();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Answer as(Role role, String method, String path, Object body) {
    String cluster = node.server().service().settings().cluster();
    try {
      return node.sendBare(
          method,
          path,
          body == null ? null : JSON.writeValueAsBytes(body),
          "Authorization",
          TestSessions.bearer(TestSessions.token(cluster, role)),
          "Content-Type",
          "application/json");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Answer set(String key, String value) {
    return as(Role.ADMIN, "PUT", CONFIGURATION + key, Map.of("value", value));
  }

  private static String read(String path) {
    try {
      return Files.readString(files.resolve(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode profile(String name) {
    try {
      for (JsonNode item : JSON.readTree(node.get("/api/v1/profiles").body()).path("profiles")) {
        if (item.path("name").asText().equals(name)) {
          return item;
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    throw new AssertionError("no profile " + name);
  }

  @Test
  @Order(1)
  void anOperatorInstallsAndUsesNone() {
    Map<String, Object> step = Map.of("op", "set", "key", "Cluster.profiles", "value", "standard");

    for (Answer answer :
        new Answer[] {
          as(Role.OPERATOR, "PUT", CONFIGURATION + "Profile.shop", Map.of("value", SHOP)),
          as(Role.OPERATOR, "PUT", CONFIGURATION + "Cluster.profiles", Map.of("value", "standard")),
          as(Role.OPERATOR, "DELETE", CONFIGURATION + "Cluster.profiles", null),
          as(Role.OPERATOR, "POST", "/api/v1/changes", Map.of("operations", new Object[] {step})),
        }) {
      assertThat(answer.status()).as("%s", answer).isEqualTo(403);
      assertThat(answer.detail()).contains("asks for role admin");
    }
  }

  @Test
  @Order(2)
  void aProfileWithProblemsIsRefusedWithItsLines() {
    Answer answer = set("Profile.shop", SHOP.replace("maximum: 100", "maximun: 100"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.detail()).contains("line 5", "did you mean \"maximum\"?");
    assertThat(set("Cluster.profiles", "shop").detail()).contains("there is no profile shop");
  }

  @Test
  @Order(3)
  void whatIsUsedEditsTheFilesThatThereAre() {
    assertThat(set("Profile.shop", SHOP).status()).isEqualTo(200);
    assertThat(profile("shop").path("source").asText()).isEqualTo("installed");
    assertThat(node.get("/api/v1/profiles/shop").body()).isEqualTo(SHOP);

    assertThat(set("Cluster.profiles", "standard,shop").status()).isEqualTo(200);
    assertThat(set("shop.threads", "7").status()).isEqualTo(200);

    await("the edited file")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(read("conf/shop.properties"))
                    .startsWith("# ours\nthreads=7\nother=kept\n")
                    .contains("host=n1.example"));
    assertThat(files.resolve("configuration.properties")).exists();
    assertThat(files.resolve("conf/keystore.p12")).exists();
    assertThat(read("configuration.properties")).doesNotContain("Profile.shop");
    assertThat(profile("shop").path("uses").get(0).asText()).isEqualTo("shared");
  }

  @Test
  @Order(4)
  void valuesAreHeldToWhatTheProfileSays() {
    Answer large = set("shop.threads", "101");
    Answer clear = set("shop.password", "hush");

    assertThat(large.status()).isEqualTo(422);
    assertThat(large.detail())
        .isEqualTo(
            "shop.threads cannot be \"101\": set it to a whole number from 1 to 100 (default 4)");
    assertThat(clear.status()).isEqualTo(422);
    assertThat(clear.detail()).contains("--secret").doesNotContain("hush");
    assertThat(
            as(
                    Role.OPERATOR,
                    "PUT",
                    CONFIGURATION + "shop.password",
                    Map.of("value", "hush", "secret", true))
                .status())
        .isEqualTo(200);
    await("the opened secret")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(read("conf/shop.secret")).isEqualTo("password=hush"));
  }

  @Test
  @Order(5)
  void whatIsInUseIsNotRemoved() {
    Answer answer = as(Role.ADMIN, "DELETE", CONFIGURATION + "Profile.shop", null);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("profile-in-use");
    assertThat(answer.detail()).contains("scope shared");
    assertThat(set("Cluster.profiles", "standard").status()).isEqualTo(200);
    assertThat(as(Role.ADMIN, "DELETE", CONFIGURATION + "Profile.shop", null).status())
        .isEqualTo(200);
    assertThat(set("shop.threads", "many").status()).isEqualTo(200);
  }

  @Test
  @Order(6)
  void theSchemaAndTheBuiltInOnesAreThereForEverybodyWhoReads() {
    assertThat(as(Role.VIEWER, "GET", "/api/v1/profiles/schema", null).body())
        .contains("json-schema.org");
    assertThat(as(Role.VIEWER, "GET", "/api/v1/profiles/standard", null).body())
        .startsWith("profile: standard");
    assertThat(as(Role.VIEWER, "GET", "/api/v1/profiles/nosuch", null).status()).isEqualTo(404);
  }
}
