package io.lockstep.materialize.profile.yaml;

import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.definition.ProfileProblem;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a profile.
 *
 * @param definition the profile; empty where anything is wrong
 * @param problems all that is wrong, by line
 */
public record ReadProfile(Optional<ProfileDefinition> definition, List<ProfileProblem> problems) {
  /** Copies the list. */
  public ReadProfile {
    problems = List.copyOf(problems);
  }

  /**
   * The profile.
   *
   * @throws IllegalStateException that names the problems, if there are any
   */
  public ProfileDefinition orThrow() {
    return definition.orElseThrow(() -> new IllegalStateException("no profile: " + problems));
  }
}
