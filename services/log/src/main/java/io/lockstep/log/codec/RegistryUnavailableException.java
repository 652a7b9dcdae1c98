package io.lockstep.log.codec;

import java.net.URI;

/** The schema registry did not answer and the schema cache does not know the schema. Retryable. */
public class RegistryUnavailableException extends RuntimeException {
  /**
   * Names the registry, what was asked, and what to do.
   *
   * @param what what was asked for, such as "the schema with content id 7"
   */
  public RegistryUnavailableException(URI registry, String what, Throwable cause) {
    super(
        "The schema registry at "
            + registry
            + " did not give "
            + what
            + ": "
            + describe(cause)
            + ". Check registry.url and that the registry runs; schemas that were seen once are"
            + " read from the schema cache",
        cause);
  }

  private static String describe(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String name = root.getClass().getSimpleName();
    return root.getMessage() == null ? name : name + " (" + root.getMessage() + ")";
  }
}
