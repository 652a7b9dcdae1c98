package io.lockstep.materialize.profile.definition;

import io.lockstep.materialize.profile.DriftPolicy;
import java.util.List;

/**
 * A file of a profile.
 *
 * @param path relative to the folder of managed files
 * @param content what stands in it
 * @param mode permission bits; {@link io.lockstep.materialize.profile.Output#PRESENT_MODE} where
 *     the profile says none
 * @param drift what becomes of it when somebody changed it
 * @param roles nodes with any of these have it; empty for all
 * @param check a command that must accept it; empty for none
 */
public record OutputDefinition(
    String path,
    ContentDefinition content,
    int mode,
    DriftPolicy drift,
    List<String> roles,
    List<String> check) {

  /** Copies the lists. */
  public OutputDefinition {
    roles = List.copyOf(roles);
    check = List.copyOf(check);
  }
}
