package io.lockstep.cli.failure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the exit code of every command says. Scripts rely on these numbers. */
public final class ExitCodes {
  /** The command did what it was asked. */
  public static final int DONE = 0;

  /** It failed, also when the thing asked for does not exist. */
  public static final int FAILED = 1;

  /**
   * The command line is not valid, also where only a node sees it (HTTP 400); nothing was tried.
   */
  public static final int USAGE = 2;

  /** Another change came first (HTTP 412). */
  public static final int CONFLICT = 3;

  /** The caller may not do this (HTTP 401, 403). */
  public static final int NOT_ALLOWED = 4;

  /** A node, the broker or the primary did not answer, not yet, or not so soon again (429). */
  public static final int NOT_AVAILABLE = 5;

  /** A check refused the request (HTTP 409, 422, or unfit topics). */
  public static final int REFUSED = 6;

  private static final Map<String, String> TEXTS = texts();

  private ExitCodes() {}

  /** The exit code for the status of an HTTP answer. */
  public static int ofStatus(int status) {
    return switch (status) {
      case 400 -> USAGE;
      case 401, 403 -> NOT_ALLOWED;
      case 409, 422 -> REFUSED;
      case 412 -> CONFLICT;
      case 202, 429, 502, 503, 504 -> NOT_AVAILABLE;
      default -> status < 300 ? DONE : FAILED;
    };
  }

  /** Code to text, in order, for the help of each command. */
  public static Map<String, String> help() {
    return TEXTS;
  }

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("0", "done");
    texts.put("1", "failed, or what was asked for does not exist");
    texts.put("2", "wrong use: nothing was tried");
    texts.put("3", "conflict: another change came first");
    texts.put("4", "not allowed");
    texts.put("5", "not available, or the outcome is not known yet");
    texts.put("6", "refused by a check");
    return Collections.unmodifiableMap(texts);
  }
}
