package io.lockstep.schema.topic;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro make the records of {@code io.lockstep.schema}. Avro 1.12.2 makes instances only of
 * classes that the process has declared trusted; other packages stay as Avro has them.
 */
public final class TrustedRecords {
  private static final String PACKAGE = "io.lockstep.schema.";

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(PACKAGE)));
  }

  private TrustedRecords() {}

  /** Declares them trusted, once for the process. Any thread. */
  public static void declare() {
    // Loading the class has done it.
  }
}
