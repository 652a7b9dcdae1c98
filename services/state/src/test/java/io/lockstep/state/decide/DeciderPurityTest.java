package io.lockstep.state.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Command;
import io.lockstep.schema.Event;
import io.lockstep.schema.Outcome;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Digest;
import io.lockstep.state.replay.Replay;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Histories;
import io.lockstep.state.testing.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeciderPurityTest {
  private static final int SEEDS = 300;

  private final Cluster observations = Cluster.ofThree();
  private final Decider decider = new Decider(observations);

  @Test
  void theSameInputTwiceGivesTheSameOutput() {
    for (int seed = 0; seed < SEEDS; seed++) {
      ClusterImage image = Histories.of(seed, 20).image();
      List<Command> commands = Histories.commands(seed, image, 12);

      Decision first = decider.decide(image, term(image, 5), commands, id -> false);
      Decision second = decider.decide(image, term(image, 5), commands, id -> false);

      assertThat(second).isEqualTo(first);
    }
  }

  @Test
  void whatIsGivenStaysAsItWas() {
    for (int seed = 0; seed < SEEDS; seed++) {
      ClusterImage image = Histories.of(seed, 20).image();
      List<Event> before = Samples.read(Replay.events(image));
      Digest digest = image.digest();
      List<Command> commands = Histories.commands(seed, image, 12);
      List<Command> copies = Histories.commands(seed, image, 12);

      decider.decide(image, term(image, 5), commands, id -> false);

      assertThat(Replay.events(image)).isEqualTo(before);
      assertThat(image.digest()).isEqualTo(digest);
      assertThat(commands).isEqualTo(copies);
    }
  }

  @Test
  void oneBatchAndOneByOneGiveTheSameEventsAndOutcomesButForTheTime() {
    for (int seed = 0; seed < SEEDS; seed++) {
      ClusterImage image = Histories.of(seed, 20).image();
      List<Command> commands = Histories.commands(seed, image, 12);
      Decision whole = decider.decide(image, term(image, 5), commands, id -> false);

      List<Event> events = new ArrayList<>();
      List<Outcome> outcomes = new ArrayList<>();
      Set<String> decided = new HashSet<>();
      ClusterImage current = image;
      int consumed = 0;
      for (Command command : commands) {
        Term term = new Term(image.promotion().epoch(), primary(image), 77 + consumed);
        Decision one = decider.decide(current, term, List.of(command), decided::contains);
        one.outcomes().forEach(outcome -> decided.add(outcome.getCommandId()));
        events.addAll(Samples.read(one.events()));
        outcomes.addAll(one.outcomes());
        current = Replay.apply(current, Samples.read(one.events()));
        consumed += one.consumed();
        if (one.termEnds()) {
          break;
        }
      }

      assertThat(timeless(events)).isEqualTo(timeless(whole.events()));
      outcomes.forEach(outcome -> outcome.setTime(Instant.ofEpochMilli(5)));
      assertThat(outcomes).isEqualTo(whole.outcomes());
      assertThat(current.digest()).isEqualTo(whole.image().digest());
    }
  }

  private static List<Event> timeless(List<Event> events) {
    return events.stream()
        .map(event -> Event.newBuilder(event).setTime(Instant.EPOCH).build())
        .toList();
  }

  private static Term term(ClusterImage image, long now) {
    return new Term(image.promotion().epoch(), primary(image), now);
  }

  private static String primary(ClusterImage image) {
    return image.promotion().primary().orElseThrow();
  }
}
