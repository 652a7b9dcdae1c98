package io.lockstep.node.publish;

import io.lockstep.materialize.plan.Adoptable;
import io.lockstep.materialize.plan.Treatment;
import io.lockstep.materialize.plan.WriteResult;
import io.lockstep.materialize.profile.DriftPolicy;
import io.lockstep.node.observe.Warnings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * What becomes of files that others changed: which are repaired, left, or adopted, and what is told
 * of it. Written to by the publishing thread; what it tells may be asked by any.
 */
final class DriftKeeper {
  private static final String FIGHT = "drift-fight";

  private final Adopter adopter;
  private final Warnings warnings;
  private final Runnable wake;
  private final RepairGuard guard = new RepairGuard();
  private final AtomicLong repairs = new AtomicLong();
  private final AtomicLong adoptions = new AtomicLong();
  private final Map<String, List<Adoptable>> asked = new HashMap<>();
  private final Map<String, Adopter.Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, String> refused = new HashMap<>();
  private final Set<String> unreported = ConcurrentHashMap.newKeySet();

  /** {@code wake} is run, on any thread, when there is something to do. */
  DriftKeeper(Adopter adopter, Warnings warnings, Runnable wake) {
    this.adopter = adopter;
    this.warnings = warnings;
    this.wake = wake;
  }

  /** What becomes of each file in the next plan. */
  Treatment treatment(long now) {
    takeAnswers();
    return output -> {
      if (refused.containsKey(output.path())) {
        return DriftPolicy.REPAIR;
      }
      boolean left = output.drift() == DriftPolicy.REPAIR && guard.isPaused(output.path(), now);
      return left ? DriftPolicy.REPORT : output.drift();
    };
  }

  /** Whether an answer of the cluster waits for the next plan. */
  boolean hasNews() {
    return !answers.isEmpty();
  }

  private void takeAnswers() {
    for (String path : Set.copyOf(answers.keySet())) {
      Adopter.Answer answer = answers.remove(path);
      List<Adoptable> values = asked.remove(path);
      if (!answer.decided()) {
        continue; // asked again where it still differs
      } else if (answer.refusal().isEmpty()) {
        adoptions.incrementAndGet();
        warnings.happened(
            "drift-adopted",
            "%s was changed by another hand, and the cluster took it over: %s"
                .formatted(
                    path,
                    values.stream().map(Adoptable::toString).collect(Collectors.joining(", "))),
            null);
      } else {
        refused.put(path, answer.refusal());
      }
    }
  }

  /**
   * Takes what a plan did.
   *
   * @param left paths of the files that are drifted behind it
   */
  void wrote(WriteResult result, List<String> left, long now) {
    unreported.addAll(result.drifted());
    for (String path : result.drifted()) {
      if (result.written().contains(path) && !left.contains(path)) {
        repaired(path, result, now);
      }
    }
    refused.keySet().removeAll(result.written());
    fight(now);
    result.adoptable().forEach(this::adopt);
  }

  private void repaired(String path, WriteResult result, long now) {
    repairs.incrementAndGet();
    String copy =
        result.copies().containsKey(path) ? "; its bytes are in " + result.copies().get(path) : "";
    String refusal = refused.get(path);
    if (refusal == null) {
      warnings.happened(
          "drift-repaired",
          "%s was changed by another hand and is written again%s".formatted(path, copy),
          null);
    } else {
      warnings.happened(
          "drift-not-adopted",
          "%s was changed by another hand, and the cluster does not take it over: %s; the file is written again%s"
              .formatted(path, refusal, copy),
          null);
    }
    guard.repaired(path, now);
  }

  private void fight(long now) {
    SortedSet<String> paused = guard.paused(now);
    warnings.settle(
        FIGHT,
        paused.isEmpty()
            ? ""
            : "%s was changed again soon after each of %d repairs, so it is left as it is for up to %d s; find out who writes it"
                .formatted(
                    String.join(", ", paused), RepairGuard.MOST, RepairGuard.PAUSE.toSeconds()));
  }

  private void adopt(String path, List<Adoptable> values) {
    if (asked.putIfAbsent(path, values) == null) {
      adopter
          .adopt(path, values)
          .whenComplete(
              (answer, failure) -> {
                answers.put(
                    path, failure == null ? answer : Adopter.Answer.refused(failure.toString()));
                wake.run();
              });
    }
  }

  /** What is drifted now and what has not been reported since it was, ordered. */
  List<String> withUnreported(List<String> drifted) {
    if (unreported.isEmpty()) {
      return drifted;
    }
    TreeSet<String> all = new TreeSet<>(drifted);
    all.addAll(unreported);
    return List.copyOf(all);
  }

  /** A report has these. */
  void reported(List<String> paths) {
    paths.forEach(unreported::remove);
  }

  /** How often a file was repaired. */
  long repairs() {
    return repairs.get();
  }

  /** How often the cluster took over what stood in a file. */
  long adoptions() {
    return adoptions.get();
  }
}
