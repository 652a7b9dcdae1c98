package io.lockstep.materialize.format.toml;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.Edit.Put;
import io.lockstep.materialize.format.Edit.Rows;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.FileValue.Items;
import io.lockstep.materialize.format.FileValue.Table;
import io.lockstep.materialize.format.FileValue.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The files of WSO2 API Manager: a whole one, and the pieces that its documents show. */
class DeploymentTomlTest {
  private static final String GROUP = "apim.throttling.url_group";

  private final TomlFormat format = new TomlFormat();
  private final String file = resource();

  @Test
  void readsEveryValueOfAWholeFile() {
    Map<String, FileValue> all = format.readAll(bytes(file));

    assertThat(all)
        .hasSize(76)
        .containsEntry("server.hostname", new Text("localhost"))
        .containsEntry(
            "apim.gateway.environment[name=Default].service_url",
            new Text("https://localhost:${mgt.transport.https.port}/services/"))
        .containsEntry("keystore.tls.password", new Text("$secret{keystore_password}"))
        .containsEntry("super_admin.password", new Text("$env{ADMIN_PASSWORD}"))
        .containsEntry("database.apim_db.pool_options.maxActive", new FileValue.Whole(50));
    assertThat(format.read(bytes(file), all.keySet())).isEqualTo(all);
  }

  @Test
  void changesOneLineForOneValue() {
    Map<String, String> changes =
        Map.of(
            "apim.gateway.environment[name=Default].service_url", "https://n1:9443/services/",
            "server.hostname", "n1.example.com",
            "database.apim_db.pool_options.maxActive", "100",
            "keystore.tls.password", "$secret{other}",
            "event_handler[name=\"userPostSelfRegistration\"].subscriptions[0]",
                "POST_DELETE_USER");
    changes.forEach(
        (address, value) -> {
          String edited = edit(new Put(address, new Text(value)));

          assertThat(differing(file, edited)).as(address).isEqualTo(1);
          assertThat(format.read(bytes(edited), List.of(address)).get(address).text())
              .isEqualTo(value);
        });
  }

  @Test
  void leavesTablesThatAreCommentedOutAlone() {
    String edited =
        edit(
            new Put("apim.cors.allow_origins", new Text("*")),
            new Put("apim.jwt.enable", new FileValue.Flag(true)));

    assertThat(edited)
        .startsWith(file)
        .contains("#[apim.jwt]\n#enable = true")
        .contains("#[apim.cors]");
    assertThat(edited.substring(file.length()))
        .isEqualTo("\n[apim.cors]\nallow_origins = \"*\"\n\n[apim.jwt]\nenable = true\n");
  }

  @Test
  void makesTheGroupsOfTheTrafficManagersOutOfTheMembers() {
    List<Table> two = List.of(group("127.0.0.1", 9611, 9711), group("127.0.0.1", 9612, 9712));

    String edited = edit(new Rows(GROUP, two));

    assertThat(edited)
        .contains(
            """
            [[apim.throttling.url_group]]
            traffic_manager_urls = ["tcp://127.0.0.1:9611"]
            traffic_manager_auth_urls = ["ssl://127.0.0.1:9711"]
            type = "loadbalance"

            [[apim.throttling.url_group]]
            traffic_manager_urls = ["tcp://127.0.0.1:9612"]
            traffic_manager_auth_urls = ["ssl://127.0.0.1:9712"]
            type = "loadbalance"
            """);
    byte[] bytes = bytes(edited);
    assertThat(format.edit(bytes, List.of(new Rows(GROUP, two)))).isSameAs(bytes);
    assertThat(rows(edited)).isEqualTo(two);
  }

  @Test
  void addsAndTakesAwayOneMemberAndLeavesTheOthersLinesAlone() {
    List<Table> three = List.of(group("n1", 1, 2), group("n2", 1, 2), group("n3", 1, 2));
    String with = edit(new Rows(GROUP, three));

    String without = edit(with, new Rows(GROUP, List.of(three.get(0), three.get(2))));
    String again = edit(without, new Rows(GROUP, three));

    assertThat(rows(without)).containsExactly(three.get(0), three.get(2));
    assertThat(rows(again)).isEqualTo(three);
    assertThat(again).isEqualTo(with);
    assertThat(edit(with, new Rows(GROUP, List.of()))).doesNotContain("url_group");
  }

  @Test
  void countsAFieldMoreAsAnotherRow() {
    String extra = edit(new Rows(GROUP, List.of(group("n1", 1, 2))));
    String more = extra.replace("balance\"\n", "balance\"\nextra = 1 # by hand\n");

    assertThat(edit(more, new Rows(GROUP, List.of(group("n1", 1, 2))))).isEqualTo(extra);
  }

  @Test
  void keepsCommentsBetweenRows() {
    String text =
        "[[g]]\n"
            + "url = \"a\" # one\n"
            + "[g.sub]\n"
            + "x = 1\n\n"
            + "# between\n\n"
            + "[[g]]\n"
            + "url = \"b\"\n\n"
            + "# after\n"
            + "[z]\n";
    Table a = new Table(Map.of("url", new Text("c")));

    assertThat(edit(text, new Rows("g", List.of(a))))
        .isEqualTo("[[g]]\nurl = \"c\" # one\n\n# between\n\n# after\n[z]\n");
  }

  @Test
  void keepsAListBetweenBracketsOne() {
    Table b = new Table(Map.of("url", new Text("b")));
    Table c = new Table(Map.of("url", new Text("c")));

    assertThat(edit("g = [{url = \"a\"}] # x\n", new Rows("g", List.of(b, c))))
        .isEqualTo("g = [{url = \"b\"}, {url = \"c\"}] # x\n");
    assertThat(edit("[a]\ng = []\n", new Rows("a.g", List.of(b))))
        .isEqualTo("[a]\ng = [{url = \"b\"}]\n");
    assertThat(edit("[a]\nx = 1\n", new Rows("a.g", List.of(b))))
        .isEqualTo("[a]\nx = 1\n\n[[a.g]]\nurl = \"b\"\n");
    assertThat(edit("g = [{n = 1}]\n", new Put("g[n=2].url", new Text("b"))))
        .isEqualTo("g = [{n = 1}, {n = 2, url = \"b\"}]\n");
  }

  @Test
  void readsThePlaceholdersOfTheDocumentsAsText() {
    String text =
        "[[apim.gateway.environment]]\nname = \"Default\"\nservice_url ="
            + " \"https://<node1-hostname>:<node-1-mgt-transport-port>/services/\"\n";
    String address = "apim.gateway.environment[name=Default].service_url";

    assertThat(
            edit(
                text,
                new Put(
                    address, new Text("https://localhost:${mgt.transport.https.port}/services/"))))
        .isEqualTo(
            text.replaceAll(
                "https:.*/services/", "https://localhost:\\${mgt.transport.https.port}/services/"));
  }

  private List<Table> rows(String text) {
    Items rows = (Items) format.read(bytes(text), List.of(GROUP)).get(GROUP);
    return new ArrayList<>(rows.items().stream().map(Table.class::cast).toList());
  }

  private static Table group(String host, int port, int authPort) {
    Map<String, FileValue> fields = new LinkedHashMap<>();
    fields.put("traffic_manager_urls", new Items(List.of(new Text("tcp://" + host + ":" + port))));
    fields.put(
        "traffic_manager_auth_urls",
        new Items(List.of(new Text("ssl://" + host + ":" + authPort))));
    fields.put("type", new Text("loadbalance"));
    return new Table(fields);
  }

  private String edit(Edit... edits) {
    return edit(file, edits);
  }

  private String edit(String text, Edit... edits) {
    return new String(format.edit(bytes(text), List.of(edits)), StandardCharsets.UTF_8);
  }

  private static long differing(String one, String other) {
    String[] left = one.split("\n", -1);
    String[] right = other.split("\n", -1);
    assertThat(right).hasSameSizeAs(left);
    long differing = 0;
    for (int i = 0; i < left.length; i++) {
      differing += left[i].equals(right[i]) ? 0 : 1;
    }
    return differing;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String resource() {
    try (InputStream in = DeploymentTomlTest.class.getResourceAsStream("deployment.toml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
