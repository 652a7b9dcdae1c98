package io.lockstep.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.Refusal;
import io.lockstep.topology.measure.Measures;
import io.lockstep.topology.testing.Given;
import io.lockstep.topology.testing.StatusDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeasuresTest {
  private final Seen seen = new Seen();
  private StatusDriver driver = new StatusDriver(seen);

  private static final class Seen implements Measures {
    private final List<String> events = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<Long> byNode = new ArrayList<>();
    private final List<Long> byAll = new ArrayList<>();
    private int reports;

    @Override
    public void event(String kind) {
      events.add(kind);
    }

    @Override
    public void refusal(String code) {
      refusals.add(code);
    }

    @Override
    public void report() {
      reports++;
    }

    @Override
    public void appliedByNode(long millis) {
      byNode.add(millis);
    }

    @Override
    public void appliedByAll(long millis) {
      byAll.add(millis);
    }
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private void settle() {
    driver.with("n1", "n2").live(Duration.ofSeconds(2), "n1", "n2");
    seen.byNode.clear();
    seen.byAll.clear();
    seen.events.clear();
    seen.reports = 0;
  }

  @Test
  void aChangeIsMeasuredToTheFirstReportOfEachNodeAndToTheLastOfThem() {
    settle();

    driver.set("a", "1");
    driver.advance(Duration.ofSeconds(1));
    driver.reportAtHead("n1");
    driver.advance(Duration.ofSeconds(2));
    driver.reportAtHead("n1", "n2");
    driver.live(Duration.ofSeconds(2), "n1", "n2");

    assertThat(seen.byNode).containsExactly(1_000L, 3_000L);
    assertThat(seen.byAll).containsExactly(3_250L); // seen at the tick behind the last report
  }

  @Test
  void aNodeThatComesBackIsNotMeasuredByWhatWasDecidedWhileItWasAway() {
    settle();

    driver.set("a", "1");
    driver.live(Duration.ofSeconds(20), "n1");
    driver.live(Duration.ofSeconds(3), "n1", "n2");
    driver.set("a", "2");
    driver.advance(Duration.ofSeconds(1));
    driver.reportAtHead("n1", "n2");
    driver.advance(Duration.ofSeconds(1));

    assertThat(seen.byNode).containsExactly(1_000L, 1_000L, 1_000L);
    assertThat(seen.byAll).hasSize(2);
    assertThat(seen.byAll.get(0)).isGreaterThan(9_000L); // until n2 counted as offline
    assertThat(seen.byAll.get(1)).isEqualTo(1_250L);
  }

  @Test
  void countsEventsByKindReportsAndRefusalsByCode() {
    settle();

    driver.set("a", "1");
    driver.event("primary", Given.promoted("n2", 2));
    driver.reportAtHead("n1");
    driver.outcome(outcome("c1", "revision-conflict"));
    driver.outcome(outcome("c2", null));

    assertThat(seen.events).containsExactly("ConfigurationChanged", "PrimaryPromoted");
    assertThat(seen.refusals).containsExactly("revision-conflict");
    assertThat(seen.reports).isEqualTo(1);
  }

  @Test
  void doesNotCountTheBacklog() {
    driver.set("a", "1");
    driver.outcome(outcome("c1", "revision-conflict"));

    assertThat(seen.events).isEmpty();
    assertThat(seen.refusals).isEmpty();
  }

  @Test
  void anInstanceThatTakesOverCountsNothingTwice() {
    settle();
    driver.set("a", "1");
    driver.advance(Duration.ofSeconds(1));
    driver.reportAtHead("n1", "n2");
    driver.advance(Duration.ofSeconds(1));

    driver = driver.takeOver();
    driver.live(Duration.ofSeconds(3), "n1", "n2");

    assertThat(seen.events).containsExactly("ConfigurationChanged");
    assertThat(seen.byNode).containsExactly(1_000L, 1_000L);
  }

  private static Outcome outcome(String id, String code) {
    return Outcome.newBuilder()
        .setCommandId(id)
        .setOrigin("n1")
        .setResult(code == null ? OutcomeResult.ACCEPTED : OutcomeResult.REFUSED)
        .setRevision(1)
        .setEpoch(1)
        .setTime(Given.START)
        .setRefusal(
            code == null ? null : Refusal.newBuilder().setCode(code).setMessage("no").build())
        .build();
  }
}
