package io.lockstep.node.http;

import io.lockstep.node.trust.NodeKeyLostException;
import io.lockstep.state.decide.Codes;
import io.lockstep.trust.certificate.CertificateProblem;
import io.micronaut.http.HttpStatus;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which HTTP status a refusal's code has. */
final class RefusalStatus {
  private static final Map<String, HttpStatus> BY_CODE =
      Map.ofEntries(
          Map.entry(Codes.CONFLICT, HttpStatus.PRECONDITION_FAILED),
          Map.entry(Codes.NOT_FOUND, HttpStatus.NOT_FOUND),
          Map.entry(CertificateProblem.UNKNOWN_CERTIFICATE.code(), HttpStatus.NOT_FOUND),
          Map.entry(Codes.UNKNOWN_NODE, HttpStatus.FORBIDDEN),
          Map.entry(Codes.NODE_REMOVED, HttpStatus.FORBIDDEN),
          Map.entry(NodeKeyLostException.CODE, HttpStatus.FORBIDDEN),
          Map.entry(Codes.WRONG_CLUSTER, HttpStatus.FORBIDDEN),
          Map.entry(Codes.BAD_SIGNATURE, HttpStatus.FORBIDDEN),
          Map.entry(Codes.INVALID_CERTIFICATE, HttpStatus.UNPROCESSABLE_ENTITY),
          Map.entry(Codes.INVALID_LICENCE, HttpStatus.UNPROCESSABLE_ENTITY),
          Map.entry(Codes.INVALID_SECRET, HttpStatus.UNPROCESSABLE_ENTITY),
          Map.entry(Codes.INVALID_TOKEN, HttpStatus.UNPROCESSABLE_ENTITY),
          Map.entry(Codes.INVALID_KEY, HttpStatus.UNPROCESSABLE_ENTITY),
          Map.entry(Codes.INVALID_VALUE, HttpStatus.UNPROCESSABLE_ENTITY),
          Map.entry(Codes.VALUE_TOO_LARGE, HttpStatus.UNPROCESSABLE_ENTITY),
          Map.entry(Codes.NOT_UTF8, HttpStatus.UNPROCESSABLE_ENTITY),
          Map.entry(Codes.UNKNOWN_SCOPE, HttpStatus.UNPROCESSABLE_ENTITY),
          Map.entry(Codes.SCOPE_NOT_ALLOWED, HttpStatus.UNPROCESSABLE_ENTITY),
          Map.entry(Codes.INVALID_NODE, HttpStatus.UNPROCESSABLE_ENTITY),
          Map.entry(Codes.INVALID_ORDER, HttpStatus.UNPROCESSABLE_ENTITY),
          Map.entry(Codes.INVALID_PATH, HttpStatus.UNPROCESSABLE_ENTITY),
          Map.entry(Codes.INVALID_FORMAT, HttpStatus.UNPROCESSABLE_ENTITY),
          Map.entry(Codes.INVALID_REQUEST, HttpStatus.UNPROCESSABLE_ENTITY),
          Map.entry(Codes.DUPLICATE_HOST, HttpStatus.UNPROCESSABLE_ENTITY));

  /** What is wrong with a file or a wish of a certificate is wrong with the request. */
  private static final Set<String> CERTIFICATES =
      Stream.of(CertificateProblem.values())
          .map(CertificateProblem::code)
          .collect(Collectors.toUnmodifiableSet());

  private RefusalStatus() {}

  /** 409 for every code that a check of the cluster's state refuses with. */
  static HttpStatus of(String code) {
    return BY_CODE.getOrDefault(
        code, CERTIFICATES.contains(code) ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.CONFLICT);
  }
}
