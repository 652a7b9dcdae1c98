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

  /** The file, and the address in it where there is one. */
  public String where() {
    return address.isEmpty() ? file : file + ":" + address;
  }

  @Override
  public String toString() { // without the value: it may be secret
    return parameter + " in " + where();
  }
}
