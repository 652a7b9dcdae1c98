package io.lockstep.materialize.profile.adopt;

import io.lockstep.materialize.servers.ServersFile;
import java.util.List;
import java.util.Optional;

/**
 * What was found in the files of a product.
 *
 * @param values of parameters, in the order of the profile
 * @param servers the promotion order, if a file has it
 * @param problems files that cannot be read, and values that are not what they have to be
 */
public record FoundValues(
    List<FoundValue> values, Optional<ServersFile> servers, List<String> problems) {
  /** Copies the lists. */
  public FoundValues {
    values = List.copyOf(values);
    problems = List.copyOf(problems);
  }
}
