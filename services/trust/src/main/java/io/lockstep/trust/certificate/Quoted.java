package io.lockstep.trust.certificate;

/** A text that may be of any length and content, fit for a message. */
final class Quoted {
  private static final int SHOWN = 100;

  private Quoted() {}

  static String of(String text) {
    String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
