package io.lockstep.cli.failure;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A command cannot do what it was asked. The message names the thing, its value, what was wanted
 * and what to do; the code is stable, for scripts.
 */
public final class Failure extends RuntimeException {
  private final int exitCode;
  private final String code;
  private final transient Map<String, Object> details = new LinkedHashMap<>();

  /**
   * A failure.
   *
   * @param exitCode one of {@link ExitCodes}
   * @param code a stable word such as {@code conflict}
   * @param message for people
   */
  public Failure(int exitCode, String code, String message) {
    this(exitCode, code, message, null);
  }

  /** A failure with its cause, which is shown with LOCKSTEP_DEBUG only. */
  public Failure(int exitCode, String code, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.code = code;
  }

  /** Adds a fact, shown below the message and as a field of the JSON form; null is left out. */
  public Failure with(String name, Object value) {
    if (value != null) {
      details.put(name, value);
    }
    return this;
  }

  /** One of {@link ExitCodes}. */
  public int exitCode() {
    return exitCode;
  }

  /** A stable word such as {@code conflict}. */
  public String code() {
    return code;
  }

  /** Whether nobody answered: a node that says it is not available has a status. */
  public boolean isSilence() {
    return code.equals("unavailable") && details.isEmpty();
  }

  /** Facts beside the message, by name, in order. */
  public Map<String, Object> details() {
    return details;
  }
}
