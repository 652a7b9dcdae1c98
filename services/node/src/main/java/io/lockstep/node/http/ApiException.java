package io.lockstep.node.http;

import io.lockstep.schema.Refusal;
import io.lockstep.state.decide.Codes;
import io.micronaut.http.HttpStatus;

/** Ends a request with a problem document. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final transient ProblemDocument document;

  private ApiException(HttpStatus status, ProblemDocument document) {
    super(document.detail(), null, false, false); // no stack: this is an answer, not a fault
    this.status = status;
    this.document = document;
  }

  static ApiException of(HttpStatus status, String code, String detail) {
    return new ApiException(status, ProblemDocument.of(status, code, detail, null));
  }

  static ApiException of(HttpStatus status, String code, String detail, String commandId) {
    return new ApiException(status, ProblemDocument.of(status, code, detail, commandId));
  }

  static ApiException malformed(String detail) {
    return of(HttpStatus.BAD_REQUEST, "malformed-request", detail);
  }

  static ApiException invalid(String detail) {
    return of(HttpStatus.UNPROCESSABLE_ENTITY, Codes.INVALID_VALUE, detail);
  }

  static ApiException notFound(String detail) {
    return of(HttpStatus.NOT_FOUND, "not-found", detail);
  }

  static ApiException refused(String commandId, Refusal refusal) {
    HttpStatus status = RefusalStatus.of(refusal.getCode());
    return new ApiException(status, ProblemDocument.of(status, commandId, refusal));
  }

  /** The same with another status. */
  ApiException as(HttpStatus other) {
    ProblemDocument now = document;
    return new ApiException(
        other,
        new ProblemDocument(
            now.type(),
            now.title(),
            other.getCode(),
            now.detail(),
            now.code(),
            now.commandId(),
            now.entity(),
            now.expectedRevision(),
            now.actualRevision(),
            now.actualValue()));
  }

  HttpStatus status() {
    return status;
  }

  ProblemDocument document() {
    return document;
  }
}
