package io.lockstep.materialize.profile.yaml;

import io.lockstep.materialize.profile.definition.ProfileProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong. Confined to one thread. */
final class Problems {
  private static final int MOST = 100;
  private static final int SHOWN = 60;

  private final List<ProfileProblem> problems = new ArrayList<>();

  void add(Node where, String what, String remedy) {
    add(line(where), what, remedy);
  }

  void add(int line, String what, String remedy) {
    if (problems.size() < MOST) {
      problems.add(new ProfileProblem(line, what, remedy));
    }
  }

  /** By line. */
  List<ProfileProblem> all() {
    return problems.stream().sorted(Comparator.comparingInt(ProfileProblem::line)).toList();
  }

  boolean none() {
    return problems.isEmpty();
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  /** A text of the file as a message shows it. */
  static String shown(String text) {
    String line = text.strip().replaceAll("[\\p{Cntrl}]+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
