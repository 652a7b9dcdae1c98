package io.lockstep.log.topic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Topics are missing or have settings with which records would be lost or misread. */
public class TopicsUnfitException extends RuntimeException {
  private final transient List<TopicProblem> problems;

  /** Names them all. */
  public TopicsUnfitException(List<TopicProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** Topics that have the same problem share a line. */
  private static String message(List<TopicProblem> problems) {
    Map<String, List<String>> topics = new LinkedHashMap<>();
    problems.forEach(
        problem ->
            topics.computeIfAbsent(problem.what(), what -> new ArrayList<>()).add(problem.topic()));
    StringBuilder message = new StringBuilder("The topics are not fit for use.");
    topics.forEach(
        (what, those) ->
            message.append("\n  ").append(String.join(", ", those)).append(": ").append(what));
    message.append(
        "\nCorrect them, or run 'lockstep topics provision', which creates what is missing and"
            + " corrects settings (not partitions or replication)");
    if (problems.stream().anyMatch(TopicProblem::isOfCopies)) {
      message.append(
          ". If so few copies are meant, say so to commands with --replication and --min-insync,"
              + " and in the settings of nodes and of the status application with"
              + " topics.replication.factor and topics.min.insync.replicas");
    }
    return message.toString();
  }

  /** What does not fit; at least one. */
  public List<TopicProblem> problems() {
    return problems;
  }
}
