package io.lockstep.log.topic;

import java.util.List;
import java.util.stream.Collectors;

/** Topics are missing or have settings with which records would be lost or misread. */
public class TopicsUnfitException extends RuntimeException {
  private final transient List<TopicProblem> problems;

  /** Names them all. */
  public TopicsUnfitException(List<TopicProblem> problems) {
    super(
        problems.stream()
            .map(TopicProblem::message)
            .collect(
                Collectors.joining(
                    "; ",
                    "The topics are not fit for use: ",
                    ". Correct them, or run 'lockstep topics provision', which creates what is"
                        + " missing and corrects settings (not partitions or replication)")));
    this.problems = List.copyOf(problems);
  }

  /** What does not fit; at least one. */
  public List<TopicProblem> problems() {
    return problems;
  }
}
