package io.lockstep.materialize.plan;

import io.lockstep.materialize.format.FileValue;
import java.util.Objects;

/**
 * A managed value that somebody changed in a file, and that can become the value of a parameter.
 *
 * @param address in the file
 * @param parameter whose value stands there
 * @param value what stands there now; may be secret
 */
public record Adoptable(String address, String parameter, FileValue value) {
  /** Refuses null. */
  public Adoptable {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(parameter, "parameter");
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() { // no value: it may be secret
    return address + " for " + parameter;
  }
}
