package io.lockstep.sandbox;

/** What was started runs, and does not get ready in time. */
final class NotReadyException extends SandboxException {
  private static final long serialVersionUID = 1L;

  private final String name;

  NotReadyException(String name, String message) {
    super(message);
    this.name = name;
  }

  /** Its name in the sandbox. */
  String name() {
    return name;
  }
}
