package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.sandbox.SandboxPorts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/**
 * Types what the walk-throughs of the products say to type, each in a folder of its own. Only the
 * ports are others, so that it goes beside other clusters of this machine. Every build has {@link
 * WalkthroughsTest} look at what they say, and {@link ReadmeIT} type a session like them.
 */
@Tag("heavy")
class WalkthroughIT {
  static final Path DOCUMENTS = DocumentedSession.ROOT.resolve("services/materialize/walkthroughs");

  @TempDir Path folder;

  private DocumentedSession session;

  @BeforeEach
  void begin() throws IOException {
    session = new DocumentedSession(folder);
  }

  @AfterEach
  void leaveNothingRunning() throws Exception {
    session.leaveNothingRunning();
  }

  @Test
  void secureTransportInTwentySteps() throws Exception {
    String output = follow("securetransport.md");

    assertThat(output)
        .contains("cluster st founded")
        .contains("securetransport used in shared")
        .contains("licence-missing")
        .contains("licence of SecureTransport for node st3 installed")
        .contains("127.0.1.3\thttps://127.0.1.3:444")
        .contains("Cluster.Crypto.Alias=cluster", "Cluster.mode=active", "maxThreads=100")
        .containsPattern("<Member hostname=\"127.0.1.1\" state=\"online\" status=\"primary\"/>")
        .contains("trustedCertEntry")
        .contains("only here: 1")
        .contains("maxThreads=120")
        .contains("node st2 is primary")
        .containsPattern("<Member hostname=\"127.0.1.2\" state=\"online\" status=\"primary\"/>");
  }

  @Test
  void enterpriseInTenSteps() throws Exception {
    String output = follow("securetransport-enterprise.md");

    assertThat(output)
        .contains("cluster ec founded")
        .contains("licence-missing")
        .contains("EventQueue.DispatchPolicy.name cannot be \"anyPolicy\"")
        .containsPattern("PGP +nobody +no node has PGP=true")
        .containsPattern("PGP +ec2,ec3 +PGP=true, in turn")
        .containsPattern("PULL +nobody +ec3 with PULL=true does no work now")
        .contains("node ec3 drained", "node ec3 resumed")
        .contains("node ec2 is primary");
    assertThat(folder.resolve("server3/lib/admin/config/cluster.properties"))
        .content()
        .contains("EventQueue.DispatchPolicy.name=attributeMatchPolicy", "maxThreads=102");
  }

  @Test
  void secretServerInThirteenSteps() throws Exception {
    String output = follow("secret-server.md");

    assertThat(output)
        .contains("cluster ss founded")
        .contains("the stranger ended with 6", "secret-mismatch")
        .contains("product-version", "licence-missing")
        .contains("Cluster.minimumHolders.session-recording")
        .contains("<connection node=\"web3\"/>")
        .contains("maintenance is on since revision", "maintenance is off since revision")
        .contains("11.6.000000", "<key protectedBy=\"machine 2\"/>")
        .contains("node web2 is primary");
    for (int node = 1; node <= 3; node++) {
      Path application = folder.resolve("server" + node).resolve("application");
      assertThat(application.resolve("version.txt")).hasContent("11.6.000000");
      assertThat(application.resolve("encryption.config")).content().contains("machine " + node);
    }
  }

  @Test
  void apiManagerInTenSteps() throws Exception {
    String output = follow("wso2-apim.md");

    assertThat(output)
        .contains("cluster am founded")
        .contains("role all-in-one comes after key-manager")
        .contains("the password is one that everybody knows", "the secret stands in the clear")
        .contains("preflight ended with 6")
        .contains("+service_url = \"https://127.0.4.2:9444/services/\"")
        .contains("> service_url = \"https://127.0.4.2:9444/services/\"")
        .contains("torn.xml")
        .contains("# a remark of ours")
        .contains("node am2 is primary");
    List<String> before = Files.readAllLines(folder.resolve("am/deployment.toml"));
    before.removeIf(
        line ->
            line.matches(
                "(hostname|type|file_name|url|username|(key_)?password|alias|service_url) *=.*|enable = false"));
    assertThat(Files.readAllLines(folder.resolve("apim1/repository/conf/deployment.toml")))
        .containsSubsequence(before)
        .containsSubsequence(
            "[[apim.throttling.url_group]]",
            "traffic_manager_urls=[\"tcp://127.0.4.1:9611\"]",
            "[[apim.throttling.url_group]]",
            "traffic_manager_urls=[\"tcp://127.0.4.2:9612\"]");
    opensItsStores(folder.resolve("apim1"));
  }

  /** With what its file says of them, as the product does. */
  private static void opensItsStores(Path product) throws Exception {
    TomlParseResult toml = Toml.parse(product.resolve("repository/conf/deployment.toml"));
    Path stores = product.resolve("repository/resources/security");
    KeyStore keys = KeyStore.getInstance(toml.getString("keystore.tls.type"));
    try (InputStream in =
        Files.newInputStream(stores.resolve(toml.getString("keystore.tls.file_name")))) {
      keys.load(in, toml.getString("keystore.tls.password").toCharArray());
    }
    assertThat(
            keys.getKey(
                toml.getString("keystore.tls.alias"),
                toml.getString("keystore.tls.key_password").toCharArray()))
        .isInstanceOf(PrivateKey.class);
    KeyStore trusted = KeyStore.getInstance(toml.getString("truststore.type"));
    try (InputStream in =
        Files.newInputStream(stores.resolve(toml.getString("truststore.file_name")))) {
      trusted.load(in, toml.getString("truststore.password").toCharArray());
    }
    assertThat(Collections.list(trusted.aliases())).isNotEmpty();
  }

  @Test
  void balancersFromTheLiveMembers() throws Exception {
    String output = follow("balancers.md");

    assertThat(output)
        .contains("cluster lb founded")
        .contains("+  server n2 127.0.5.2:")
        .contains("served by n1 n2\nserved by n1\nserved by n1 n2\n")
        .containsPattern("node n3 drained.*\\s+served by n1 n2\\s+server n3 .* weight 0")
        .containsPattern("node n2 is primary.*\\s+served by n2\\s")
        .contains("files-not-written")
        .contains("served by n2 n3\nserved by n1 n2 n3\n");
  }

  private String follow(String document) throws Exception {
    return session.follow(
        DOCUMENTS.resolve(document), "WalkthroughIT", WalkthroughIT::withFreePorts);
  }

  private static String withFreePorts(String script) {
    SandboxPorts ports = SandboxPorts.free();
    String up = "./lockstep up --nodes 1";
    assertThat(script).contains(up);
    return script
        .replace("19092", Integer.toString(ports.kafka()))
        .replace("18081", Integer.toString(ports.registry()))
        .replace("8101", Integer.toString(ports.firstNode()))
        .replace("18443", Integer.toString(ports.firstNode() + 1))
        .replace(
            up,
            up
                + " --kafka-port %d --controller-port %d --registry-port %d"
                    .formatted(ports.kafka(), ports.controller(), ports.registry())
                + " --status-port %d --first-node-port %d"
                    .formatted(ports.status(), ports.firstNode()));
  }
}
