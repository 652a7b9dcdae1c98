package io.lockstep.status.http;

import io.lockstep.status.past.NodeRequest;
import io.micronaut.http.HttpStatus;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a viewer asks of the past, checked before anything of it goes to a node. */
final class Given {
  /** What was given cannot be taken. */
  static final class WrongException extends Exception {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String code;

    WrongException(HttpStatus status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }

    HttpStatus status() {
      return status;
    }

    String code() {
      return code;
    }
  }

  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/=-]{16,8192})");

  /** Dots alone would be another path. */
  private static final Pattern NAME = Pattern.compile("(?!\\.+$)[^\\p{Cntrl}]{1,512}");

  private static final Set<String> FIELDS = Set.of("revision", "change", "force", "expectHead");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  private Given() {}

  /** The token that a header holds. */
  static String token(String authorization) throws WrongException {
    var found = AUTHORIZATION.matcher(authorization == null ? "" : authorization.strip());
    if (!found.matches()) {
      throw new WrongException(
          HttpStatus.UNAUTHORIZED,
          "node-token-missing",
          "the request shows no session token of the nodes; send one as \""
              + PastController.TOKEN_HEADER
              + ": Bearer TOKEN\", such as `lockstep token create` makes");
    }
    return found.group(1);
  }

  /** A revision; 0 is before the first. */
  static long revision(String name, long value) throws WrongException {
    if (value < 0) {
      throw bad(name + " is " + value + ", but wants a revision, 0 or higher");
    }
    return value;
  }

  /** A name without control characters. */
  static String text(String name, String value) throws WrongException {
    if (!NAME.matcher(value).matches()) {
      throw bad(
          name + " has " + value.length() + " characters, but wants 1 to 512, not dots alone");
    }
    return value;
  }

  /** An id for the change to be; null for none. */
  static String key(String value) throws WrongException {
    if (value != null && !ID.matcher(value).matches()) {
      throw bad("Idempotency-Key wants 1 to 128 letters, digits and . _ : -");
    }
    return value;
  }

  /** A way back: either "revision" or "change" with "force", both with "expectHead". */
  static NodeRequest revert(Map<String, Object> body, boolean dryRun) throws WrongException {
    boolean undoes = body.containsKey("change");
    Object force = body.get("force");
    if (!FIELDS.containsAll(body.keySet())
        || undoes == body.containsKey("revision")
        || force != null && !(undoes && force instanceof Boolean)) {
      throw bad(
          "the body wants {\"revision\": R}, or {\"change\": R} with \"force\" or without; both"
              + " take \"expectHead\"");
    }
    long revision = whole(undoes ? "change" : "revision", body);
    Long head = body.get("expectHead") == null ? null : whole("expectHead", body);
    return NodeRequest.revert(new NodeRequest.Way(undoes, revision, (Boolean) force, head), dryRun);
  }

  private static long whole(String name, Map<String, Object> body) throws WrongException {
    Object value = body.get(name);
    if (value instanceof Integer || value instanceof Long) {
      return revision(name, ((Number) value).longValue());
    }
    throw bad(name + " wants a revision, a whole number");
  }

  private static WrongException bad(String message) {
    return new WrongException(HttpStatus.BAD_REQUEST, "bad-request", message);
  }
}
