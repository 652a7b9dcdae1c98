package io.lockstep.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.cli.Run;
import io.lockstep.cli.sandbox.SandboxCluster;
import io.lockstep.sandbox.Progress;
import io.lockstep.sandbox.Sandbox;
import io.lockstep.sandbox.SandboxOptions;
import io.lockstep.sandbox.SandboxPorts;
import io.lockstep.status.StatusServer;
import io.lockstep.status.settings.StatusSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The alert rules, the dashboards and the README against what a running cluster exports, and all of
 * it against promtool: a query for something that does not exist shows nothing, and raises nothing.
 */
@Tag("long")
class MonitoringIT {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Path RULES = ROOT.resolve("compose/prometheus/alerts.yml");
  private static final Path DASHBOARDS = ROOT.resolve("compose/grafana/dashboards");
  private static final String TOKEN = "metrics-metrics-metrics-metrics-metrics";
  private static final String WRITE = "lockstep.reference.write";

  @TempDir private static Path folder;
  private static SandboxOptions options;
  private static Sandbox sandbox;
  private static StatusServer second;

  @BeforeAll
  static void start() throws Exception {
    Path token = Files.writeString(folder.resolve("metrics-token"), TOKEN);
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    options =
        SandboxOptions.of(folder.resolve("watched"))
            .withCluster("watched")
            .withNodes(1)
            .withOwned(true)
            .withNodeSettings(
                Map.of(
                    "metrics.token.file", token.toString(),
                    "snapshot.interval.ms", "200",
                    "node.roles", "engine"))
            .withPorts(SandboxPorts.free());
    sandbox = Sandbox.up(options, new SandboxCluster(options, "tester"), Progress.SILENT);
    second = StatusServer.start(StatusSettings.of(statusSettings()));
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> second.streams().notReady().isEmpty() && counts());
  }

  private static Map<String, String> statusSettings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("cluster.name", "watched");
    settings.put("http.port", Integer.toString(options.ports().firstNode() + 1));
    settings.put("data.dir", folder.resolve("second").toString());
    settings.put("kafka.bootstrap.servers", options.kafka());
    settings.put("registry.url", options.registry().toString());
    settings.put("topics.replication.factor", "1");
    settings.put("topics.min.insync.replicas", "1");
    settings.put("notify.webhook.url", "http://127.0.0.1:1/hook");
    return settings;
  }

  /** Something was accepted, something refused, and the instance that judges has seen both. */
  private static boolean counts() throws Exception {
    String dir = options.dir().toString();
    assertThat(Run.lockstep("config", "set", "mail.host", "mx1", "--cluster", dir).exitCode())
        .isZero();
    Run refused =
        Run.lockstep(
            "config", "set", "mail.host", "mx2", "--expect-revision", "1", "--cluster", dir);
    assertThat(refused.exitCode()).isEqualTo(3);
    Map<String, Set<String>> series = series();
    return series.containsKey("lockstep_refusals_total")
        && series.containsKey("lockstep_judged_events_total")
        && series.containsKey("lockstep_sync_refusals_total")
        && series.containsKey("lockstep_sync_snapshot_size_bytes")
        && series.containsKey("lockstep_node_last_apply_seconds")
        && series.containsKey("lockstep_certificate_left_seconds");
  }

  @AfterAll
  static void stop() {
    if (second != null) {
      second.close();
    }
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private static String scrape(URI base) throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(trust()).build();
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(base.resolve("/prometheus"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + TOKEN)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static SSLContext trust() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(options.authorities())) {
      for (Certificate authority :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + store.size(), authority);
      }
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static List<Scrape> statuses() throws Exception {
    return List.of(
        new Scrape(scrape(second.uri())), new Scrape(scrape(sandbox.cluster().status())));
  }

  private static Scrape node() throws Exception {
    return new Scrape(scrape(sandbox.cluster().nodes().get(0).url()));
  }

  private static Map<String, Set<String>> series() throws Exception {
    Map<String, Set<String>> series = new TreeMap<>(node().series());
    for (Scrape status : statuses()) {
      status
          .series()
          .forEach(
              (name, labels) -> series.computeIfAbsent(name, n -> new TreeSet<>()).addAll(labels));
    }
    return series;
  }

  @Test
  void everyMetricAndLabelThatIsQueriedIsExported() throws Exception {
    List<Queries.Query> queries = new ArrayList<>(Queries.ofRules(RULES));
    queries.addAll(Queries.ofDashboards(DASHBOARDS));
    Map<String, Set<String>> exported = series();

    assertThat(queries).hasSizeGreaterThan(60);
    assertThat(queries).flatExtracting(query -> Queries.missing(query, exported)).isEmpty();
    Set<String> labels = new TreeSet<>(Set.of("job", "instance"));
    exported.values().forEach(labels::addAll);
    assertThat(labels).containsAll(Queries.labelsInTexts(RULES));
  }

  @Test
  void aQueryForSomethingElseWouldBeFound() throws Exception {
    Queries.Query wrong = new Queries.Query("wrong", "max(lockstep_cluster_convergent) == 0");

    assertThat(Queries.missing(wrong, series())).hasSize(1);
  }

  @Test
  void promtoolFindsNothingWrongWithTheMetrics() throws Exception {
    PromTool.assumePresent();
    List<Scrape> all = new ArrayList<>(statuses());
    all.add(node());
    for (Scrape scrape : all) {
      Path file = Files.writeString(folder.resolve("metrics.txt"), scrape.text());
      assertThat(PromTool.run(file, "check", "metrics")).isEqualTo("0\n");
    }
  }

  @Test
  void promtoolAcceptsRulesTheirTestsAndTheConfiguration() throws Exception {
    PromTool.assumePresent();
    Path prometheus = RULES.getParent();

    assertThat(PromTool.run(null, "check", "rules", RULES.toString())).startsWith("0\n");
    assertThat(
            PromTool.run(
                null,
                "check",
                "config",
                "--syntax-only",
                prometheus.resolve("prometheus.yml").toString()))
        .startsWith("0\n");
    assertThat(
            PromTool.run(
                null, "test", "rules", prometheus.resolve("tests/alerts_test.yml").toString()))
        .startsWith("0\n");
  }

  @Test
  void promtoolUnderstandsEveryPanel() throws Exception {
    PromTool.assumePresent();
    StringBuilder rules = new StringBuilder("groups:\n  - name: panels\n    rules:\n");
    for (Queries.Query query : Queries.ofDashboards(DASHBOARDS)) {
      String expression = query.expression().replaceAll("\\$__(rate_)?interval", "5m");
      rules
          .append("      - record: panel:")
          .append(rules.length())
          .append("\n        expr: '")
          .append(expression.replace("'", "''"))
          .append("'\n");
    }
    Path file = Files.writeString(folder.resolve("panels.yml"), rules);

    assertThat(PromTool.run(null, "check", "rules", file.toString()))
        .startsWith("0\n")
        .doesNotContain("error");
  }

  @Test
  void theReadmeHasEveryMetric() throws Exception {
    Path readme = ROOT.resolve("services/status/README.md");
    Map<String, String> ofStatus = new TreeMap<>();
    for (Scrape status : statuses()) {
      status.rows().forEach((name, row) -> ofStatus.merge(name, row, MonitoringIT::longer));
    }
    String text = Files.readString(readme);

    String wanted = with(text, "status-metrics", ofStatus);
    wanted = with(wanted, "node-metrics", node().rows());

    if (Boolean.getBoolean(WRITE) && !wanted.equals(text)) {
      Files.writeString(readme, wanted);
    } else {
      assertThat(text)
          .as("The tables in %s differ from what is exported; -D%s=true writes them", readme, WRITE)
          .isEqualTo(wanted);
    }
  }

  /** One instance has not seen all of it; who has more labels has seen more. */
  private static String longer(String one, String other) {
    return one.length() >= other.length() ? one : other;
  }

  private static String with(String text, String marker, Map<String, String> rows) {
    String begin = "<!-- " + marker + " -->\n";
    int from = text.indexOf(begin);
    int to = text.indexOf("<!-- /" + marker + " -->");
    assertThat(from).as(begin).isNotNegative();
    return text.substring(0, from + begin.length())
        + "| metric | type | labels | meaning |\n|---|---|---|---|\n"
        + String.join("\n", rows.values())
        + "\n"
        + text.substring(to);
  }
}
