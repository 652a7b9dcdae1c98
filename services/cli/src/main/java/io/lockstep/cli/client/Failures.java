package io.lockstep.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.failure.NodeRemedy;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns what went wrong between the command line and a node into one readable failure. */
final class Failures {
  private static final String HOW_TO_LOG_IN = ". Give " + NodeRemedy.SESSION;

  private Failures() {}

  /** For an answer that is not a success. */
  static Failure ofAnswer(URI request, HttpResponse<byte[]> answer) {
    return ofAnswer(request, answer.statusCode(), answer.headers(), answer.body());
  }

  /** As above, of the parts of an answer. */
  static Failure ofAnswer(URI request, int status, HttpHeaders headers, byte[] bytes) {
    String body = new String(bytes, StandardCharsets.UTF_8);
    String type = headers.firstValue("Content-Type").orElse("");
    if (!type.contains("json")) {
      return unreadable(request, status, body);
    }
    try {
      return ofProblem(request, status, headers, Json.MAPPER.readValue(body, Problem.class));
    } catch (JsonProcessingException e) {
      return unreadable(request, status, body);
    }
  }

  private static Failure ofProblem(URI request, int status, HttpHeaders headers, Problem problem) {
    String code = problem.code() == null ? "http-" + status : problem.code();
    String text = problem.detail() == null ? problem.title() : problem.detail();
    if (text == null) {
      text = request + " answered " + status + " without a reason";
    }
    if (code.equals("unauthenticated")) {
      text += HOW_TO_LOG_IN;
    }
    return new Failure(ExitCodes.ofStatus(status), code, text)
        .with("status", status)
        .with("entity", problem.entity())
        .with("expectedRevision", problem.expectedRevision())
        .with("actualRevision", problem.actualRevision())
        .with("actualValue", problem.actualValue())
        .with("commandId", problem.commandId())
        .with("retryAfterSeconds", headers.firstValue("Retry-After").orElse(null));
  }

  private static Failure unreadable(URI request, int status, String body) {
    String start = body.isBlank() ? "nothing" : body.strip().lines().findFirst().orElse("");
    return new Failure(
            ExitCodes.ofStatus(status) == ExitCodes.DONE
                ? ExitCodes.FAILED
                : ExitCodes.ofStatus(status),
            "http-" + status,
            request
                + " answered "
                + status
                + " with "
                + (start.length() > 200 ? start.substring(0, 200) + "…" : start)
                + ", not with a Lockstep document; "
                + remedy(status))
        .with("status", status);
  }

  /** What a balancer says itself has no document of ours. */
  private static String remedy(int status) {
    return status >= 502 && status <= 504
        ? "look whether what it hands requests on to runs and is ready"
        : "check that the address is that of a node, or of a status application where that is"
            + " asked";
  }

  /** For an answer 202: the change is kept, and nobody has decided it yet. */
  static Failure pending(URI base, String commandId) {
    return new Failure(
            ExitCodes.NOT_AVAILABLE,
            "pending",
            "the change is kept in the log and not decided yet, since no primary answered in time."
                + " It will be decided once; ask for its outcome with GET "
                + base.resolve(NodeClient.BASE + "commands/" + commandId))
        .with("commandId", commandId);
  }

  /** For an answer 202 to a request whose result is shown once. */
  static Failure lost(URI base) {
    return new Failure(
        ExitCodes.NOT_AVAILABLE,
        "pending",
        base
            + " could not say in time whether it was done, and what it made is lost. Ask again;"
            + " `lockstep token list` shows what is there to be revoked");
  }

  /** For a request without an answer. */
  static Failure ofSilence(URI base, String commandId, Exception cause) {
    Optional<Failure> tls = TlsFailures.of(base, cause);
    if (tls.isPresent()) {
      return tls.get();
    }
    if (isConnect(cause)) {
      return new Failure(
          ExitCodes.NOT_AVAILABLE,
          "unavailable",
          "no node answers at "
              + base
              + " ("
              + reason(cause)
              + "); nothing was sent. Start the node, or name another with --node",
          cause);
    }
    String what = base + " took the request and did not answer (" + reason(cause) + ")";
    if (commandId == null) {
      return new Failure(
          ExitCodes.NOT_AVAILABLE,
          "unavailable",
          what + "; ask again, or ask another node with --node",
          cause);
    }
    return new Failure(
            ExitCodes.NOT_AVAILABLE,
            "outcome-unknown",
            what
                + "; the change may have been made. Ask any node for its outcome with GET "
                + NodeClient.BASE
                + "commands/"
                + commandId,
            cause)
        .with("commandId", commandId);
  }

  /** Whether nothing can have been sent. */
  static boolean isConnect(Exception cause) {
    return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
  }

  private static String reason(Exception cause) {
    if (cause instanceof HttpConnectTimeoutException || cause instanceof HttpTimeoutException) {
      return "timed out";
    }
    Throwable at = cause;
    while (at.getMessage() == null && at.getCause() != null) {
      at = at.getCause();
    }
    String message = at.getMessage();
    return message == null
        ? cause instanceof ConnectException ? "connection refused" : at.getClass().getSimpleName()
        : message;
  }
}
