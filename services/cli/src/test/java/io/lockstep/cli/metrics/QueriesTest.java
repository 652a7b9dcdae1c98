package io.lockstep.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.cli.metrics.PromQl.Selector;
import io.lockstep.cli.metrics.Queries.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a query for what does not exist is found: the test of the test. */
class QueriesTest {
  private static final Map<String, Set<String>> EXPORTED =
      new Scrape(
              """
              # HELP lag_seconds Lag.
              # TYPE lag_seconds gauge
              lag_seconds{node="n 1, {x=\\"y\\"}"} 0.5
              # TYPE took_seconds histogram
              took_seconds_bucket{le="1.0"} 3
              took_seconds_count 3
              # TYPE none_total counter
              """)
          .series();

  @TempDir private Path folder;

  private static List<String> missing(String expression) {
    return Queries.missing(new Query("here", expression), EXPORTED);
  }

  @Test
  void readsWhatAnExpressionAsksFor() {
    PromQl parsed =
        PromQl.of(
            "histogram_quantile(0.99, sum by (le, job) (rate(took_seconds_bucket{a=\"x{b='c'\","
                + " d!~\"e\"}[$__rate_interval]))) > 1e3 and on(node) max(lag_seconds offset 5m) by"
                + " (node) unless absent(up)");

    assertThat(parsed.selectors())
        .containsExactly(
            new Selector("took_seconds_bucket", Set.of("a", "d")),
            new Selector("lag_seconds", Set.of()),
            new Selector("up", Set.of()));
    assertThat(parsed.grouping()).containsExactlyInAnyOrder("le", "job", "node");
  }

  @Test
  void acceptsWhatIsExported() {
    assertThat(missing("max by (node, job) (lag_seconds{node=~\"n.*\", instance=\"i\"}) > 5"))
        .isEmpty();
    assertThat(missing("rate(took_seconds_bucket{le=\"1\"}[5m]) / time()")).isEmpty();
    assertThat(missing("up{job=\"x\"} == 0")).isEmpty();
  }

  @Test
  void findsAMetricThatNobodyExports() {
    assertThat(missing("rate(lag_second[5m])"))
        .singleElement()
        .asString()
        .contains("here asks for the metric lag_second, which nobody exports");
    assertThat(missing("took_seconds > 1")).hasSize(1); // a histogram has no series of its name
    assertThat(missing("lag_seconds + none_total")).hasSize(1); // announced, and without a sample
    assertThat(missing("vector(1)")).hasSize(1);
  }

  @Test
  void findsALabelThatAMetricDoesNotHave() {
    assertThat(missing("lag_seconds{nodes=\"n1\"}"))
        .singleElement()
        .asString()
        .contains("picks lag_seconds by the label nodes");
    assertThat(missing("max by (site) (lag_seconds)"))
        .singleElement()
        .asString()
        .contains("groups by the label site");
  }

  @Test
  void readsEveryRuleOrSaysThatItCannot() throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yml"), "  - alert: A\n    expr: '1'\n");
    assertThat(Queries.ofRules(rules)).extracting(Query::expression).containsExactly("1");

    Files.writeString(rules, "  - alert: A\n    expr: |\n      1\n");
    assertThatThrownBy(() -> Queries.ofRules(rules)).hasMessageContaining("1 rules, but 0");
  }

  @Test
  void readsPanelsAndVariablesOfDashboards() throws IOException {
    Files.writeString(
        folder.resolve("d.json"),
        "{\"templating\":{\"list\":[{\"query\":{\"query\":\"label_values(lag_seconds, nod)\"}}]},"
            + "\"panels\":[{\"panels\":[{\"targets\":[{\"expr\":\"lag_secs\"}]}]}]}");

    assertThat(Queries.ofDashboards(folder))
        .hasSize(2)
        .allSatisfy(query -> assertThat(Queries.missing(query, EXPORTED)).hasSize(1));
  }
}
