package io.lockstep.node.http;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.node.NodeServer;
import io.lockstep.node.past.PastException;
import io.lockstep.trust.TrustException;
import io.micronaut.core.bind.exceptions.UnsatisfiedArgumentException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.codec.CodecException;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a problem document of everything that goes wrong with a request. */
@Hidden
@Controller
final class ErrorHandlers {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorHandlers.class);

  @Error(global = true)
  HttpResponse<ProblemDocument> problem(ApiException e) {
    return answer(e.status(), e.document());
  }

  @Error(global = true)
  HttpResponse<ProblemDocument> past(PastException e) {
    HttpStatus status =
        switch (e.code()) {
          case HISTORY_INCOMPLETE -> HttpStatus.GONE;
          case REVISION_UNKNOWN -> HttpStatus.NOT_FOUND;
          case HISTORY_BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
          case HISTORY_DAMAGED, HISTORY_UNREADABLE -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    return answer(status, ProblemDocument.of(status, e.code().text(), e.getMessage(), null));
  }

  @Error(global = true)
  HttpResponse<ProblemDocument> unavailable(LogUnavailableException e) {
    return answer(
        HttpStatus.SERVICE_UNAVAILABLE,
        ProblemDocument.of(
            HttpStatus.SERVICE_UNAVAILABLE, "unavailable", e.getMessage() + " Try again.", null));
  }

  @Error(global = true)
  HttpResponse<ProblemDocument> refused(TrustException e) {
    HttpStatus status = RefusalStatus.of(e.code());
    return answer(status, ProblemDocument.of(status, e.code(), e.getMessage(), null));
  }

  @Error(global = true)
  HttpResponse<ProblemDocument> malformed(JsonSyntaxException e) {
    return unreadable();
  }

  @Error(global = true)
  HttpResponse<ProblemDocument> malformed(CodecException e) {
    return unreadable();
  }

  @Error(global = true)
  HttpResponse<ProblemDocument> malformed(ConversionErrorException e) {
    boolean body = e.getArgument().getAnnotationMetadata().hasAnnotation(Body.class);
    return body ? unreadable() : malformed(e.getMessage());
  }

  @Error(global = true)
  HttpResponse<ProblemDocument> missing(UnsatisfiedArgumentException e) {
    return malformed(e.getMessage());
  }

  @Error(global = true)
  HttpResponse<ProblemDocument> missing(UnsatisfiedRouteException e) {
    return malformed(e.getMessage());
  }

  @Error(global = true)
  HttpResponse<ProblemDocument> tooLong(ContentLengthExceededException e) {
    return tooLong();
  }

  @Error(global = true)
  HttpResponse<ProblemDocument> tooLong(BufferLengthExceededException e) {
    return tooLong();
  }

  @Error(global = true, status = HttpStatus.REQUEST_ENTITY_TOO_LARGE)
  HttpResponse<ProblemDocument> tooLong() {
    return answer(
        HttpStatus.REQUEST_ENTITY_TOO_LARGE,
        ProblemDocument.of(
            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
            "request-too-large",
            "a request has at most %d bytes; split it into smaller changes"
                .formatted(NodeServer.LONGEST_REQUEST_BYTES),
            null));
  }

  @Error(global = true, status = HttpStatus.UNSUPPORTED_MEDIA_TYPE)
  HttpResponse<ProblemDocument> unsupported(HttpRequest<?> request) {
    return answer(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        ProblemDocument.of(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            "Content-Type is %s, but %s wants application/json, or text/plain for a servers file"
                .formatted(
                    request.getContentType().map(Object::toString).orElse("missing"),
                    request.getPath()),
            null));
  }

  @Error(global = true)
  HttpResponse<ProblemDocument> status(HttpStatusException e) {
    return answer(
        e.getStatus(),
        ProblemDocument.of(e.getStatus(), code(e.getStatus()), e.getMessage(), null));
  }

  @Error(global = true, status = HttpStatus.NOT_FOUND)
  HttpResponse<ProblemDocument> notFound(HttpRequest<?> request) {
    return answer(
        HttpStatus.NOT_FOUND,
        ProblemDocument.of(
            HttpStatus.NOT_FOUND,
            "not-found",
            "there is nothing at "
                + request.getPath()
                + "; GET /api/v1/openapi lists what there is",
            null));
  }

  @Error(global = true, status = HttpStatus.METHOD_NOT_ALLOWED)
  HttpResponse<ProblemDocument> notAllowed(HttpRequest<?> request) {
    return answer(
        HttpStatus.METHOD_NOT_ALLOWED,
        ProblemDocument.of(
            HttpStatus.METHOD_NOT_ALLOWED,
            "method-not-allowed",
            request.getMethodName() + " is not possible on " + request.getPath(),
            null));
  }

  @Error(global = true)
  HttpResponse<ProblemDocument> failed(HttpRequest<?> request, Throwable e) {
    LOG.error("request failed method={} path={}", request.getMethodName(), request.getPath(), e);
    return answer(
        HttpStatus.INTERNAL_SERVER_ERROR,
        ProblemDocument.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal-error",
            "the node failed to answer; its log has the cause",
            null));
  }

  /** Without what it says: it may have a secret in it. */
  private static HttpResponse<ProblemDocument> unreadable() {
    return malformed(
        "the body is not the JSON that is wanted, or not UTF-8; GET /api/v1/openapi describes it");
  }

  private static HttpResponse<ProblemDocument> malformed(String detail) {
    return answer(
        HttpStatus.BAD_REQUEST,
        ProblemDocument.of(HttpStatus.BAD_REQUEST, "malformed-request", detail, null));
  }

  private static String code(HttpStatus status) {
    return status.getReason().toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private static HttpResponse<ProblemDocument> answer(HttpStatus status, ProblemDocument problem) {
    return HttpResponse.<ProblemDocument>status(status)
        .contentType(ProblemDocument.MEDIA_TYPE)
        .body(problem);
  }
}
