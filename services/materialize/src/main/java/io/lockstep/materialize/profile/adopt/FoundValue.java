package io.lockstep.materialize.profile.adopt;

/**
 * A parameter's value as it stands in a file.
 *
 * @param parameter its name
 * @param value what stands there; may be secret
 * @param secret whether the parameter's values are sealed
 * @param file the file, relative to the folder of managed files
 * @param address where in it; empty where the file has parameters by name
 */
public record FoundValue(
    String parameter, String value, boolean secret, String file, String address) {

  @Override
  public String toString() { // without the value: it may be secret
    return "%s in %s:%s".formatted(parameter, file, address);
  }
}
