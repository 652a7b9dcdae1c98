package io.lockstep.state.testing;

import io.lockstep.schema.Command;
import io.lockstep.schema.Event;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.Submission;
import io.lockstep.state.decide.Decider;
import io.lockstep.state.decide.Decision;
import io.lockstep.state.decide.JoinEvidence;
import io.lockstep.state.decide.Observations;
import io.lockstep.state.decide.Succession;
import io.lockstep.state.decide.Term;
import io.lockstep.state.decide.Terms;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes whole histories from a seed: the same seed, the same history. */
public final class Histories {
  private static final Map<Integer, History> MADE = new ConcurrentHashMap<>();

  private final SplittableRandom random;
  private final RandomActions actions;
  private final List<History.Batch> batches = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Set<String> decided = new HashSet<>();
  private ClusterImage image = ClusterImage.EMPTY;
  private int ids;

  private Histories(long seed) {
    random = new SplittableRandom(seed);
    actions = new RandomActions(random);
  }

  /** The history of a seed, with about {@code steps} transactions. */
  public static History of(long seed, int steps) {
    return new Histories(seed).make(steps);
  }

  /** Histories of the seeds from 0 on, of 1 to 40 transactions; made once. */
  public static Stream<History> first(int number) {
    return IntStream.range(0, number)
        .mapToObj(seed -> MADE.computeIfAbsent(seed, s -> of(s, 1 + s % 40)));
  }

  /** Random commands about an image. */
  public static List<Command> commands(long seed, ClusterImage image, int number) {
    Histories histories = new Histories(seed);
    histories.image = image;
    return histories.commands(number);
  }

  private List<Command> commands(int number) {
    List<Command> commands = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      commands.add(Samples.command("n" + random.nextInt(1, 6), submissions()));
    }
    return commands;
  }

  private History make(int steps) {
    write(Terms.found(Samples.CLUSTER, Optional.empty(), "found", "alice", 0));
    write(Terms.first(image, Samples.member("n1"), "first", 0));
    for (int step = 0; step < steps; step++) {
      int kind = random.nextInt(20);
      if (kind == 0) {
        failover();
      } else if (kind == 1) {
        write(Samples.change(image, "trust" + ids++, actions.trust()));
      } else if (kind < 4) {
        forget();
      } else {
        decide();
      }
    }
    return new History(List.copyOf(batches), image, List.copyOf(outcomes));
  }

  private void decide() {
    List<Command> commands = commands(random.nextInt(1, 4));
    Term term = new Term(image.promotion().epoch(), image.promotion().primary().orElseThrow(), ids);
    Decision decision =
        new Decider(observations()).decide(image, term, commands, decided::contains);
    decision.outcomes().forEach(outcome -> decided.add(outcome.getCommandId()));
    outcomes.addAll(decision.outcomes());
    image = decision.image();
    if (!decision.events().isEmpty()) {
      batches.add(new History.Batch(Samples.read(decision.events()), List.of()));
    }
  }

  private Submission[] submissions() {
    Submission[] submissions = new Submission[random.nextInt(1, 4)];
    for (int i = 0; i < submissions.length; i++) {
      boolean again = ids > 0 && random.nextInt(10) == 0;
      String id = "c" + (again ? random.nextInt(ids) : ids++);
      submissions[i] = Samples.submission(id, actions.set(image));
    }
    return submissions;
  }

  private Observations observations() {
    int silent = random.nextInt(1, 9);
    return new Observations() {
      @Override
      public boolean alive(String node) {
        return !node.equals("n" + silent);
      }

      @Override
      public long lag(String node) {
        return node.equals("n" + (silent + 1)) ? 3 : 0;
      }

      @Override
      public JoinEvidence join(JoinNode join) {
        return new JoinEvidence(silent != 3, join.getToken(), silent == 4 ? 60_000 : 0);
      }
    };
  }

  private void failover() {
    List<String> ranked = Succession.ranked(image);
    if (!ranked.isEmpty()) {
      write(Terms.failover(image, ranked.get(random.nextInt(ranked.size())), "o" + ids++, ids));
    }
  }

  private void forget() {
    long passed = image.revision() - random.nextInt(3);
    List<String> keys = Replay.forgettable(image, passed);
    if (!keys.isEmpty()) {
      batches.add(new History.Batch(List.of(), keys));
      ClusterDelta delta = new ClusterDelta(image);
      keys.forEach(delta::tombstone);
      image = delta.apply();
    }
  }

  private void write(List<Event> events) {
    batches.add(new History.Batch(Samples.read(events), List.of()));
    image = Replay.apply(image, events);
  }
}
