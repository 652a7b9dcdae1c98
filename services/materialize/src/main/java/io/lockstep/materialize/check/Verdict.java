package io.lockstep.materialize.check;

/** How a thing that was looked at is. */
public enum Verdict {
  /** As it has to be. */
  PASS("pass"),
  /** Not as it has to be. */
  FAIL("fail"),
  /** Worth a look; nothing fails of it now. */
  WARN("warn"),
  /** Could not be looked at, since something else is wrong or is not there. */
  SKIP("skip");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** As people and programs see it. */
  public String text() {
    return text;
  }
}
