package io.lockstep.cli.client;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Tells why two sides did not come to speak HTTP, or HTTPS, with each other. */
final class TlsFailures {
  private static final String HTTPS_ONLY = "https-only";
  private static final String PLAIN_HTTP = "plain-http";

  private TlsFailures() {}

  /** Whether the other side speaks the other of HTTP and HTTPS. */
  static boolean isOfProtocol(Failure failure) {
    return failure.code().equals(HTTPS_ONLY) || failure.code().equals(PLAIN_HTTP);
  }

  /** Empty where it was something else. */
  static Optional<Failure> of(URI base, Exception cause) {
    if (cause instanceof ConnectException) {
      return Optional.empty();
    }
    if (!"https".equals(base.getScheme())) {
      return Probe.speaksTls(base) ? Optional.of(overPlainHttp(base, cause)) : Optional.empty();
    }
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof CertificateException) {
        return Optional.of(untrusted(base, at.getMessage(), cause));
      }
    }
    // A server that takes the greeting for the start of an HTTP request may wait for its end.
    boolean early = cause instanceof SSLException || cause instanceof HttpConnectTimeoutException;
    return early && Probe.speaksHttp(base) ? Optional.of(plain(base, cause)) : Optional.empty();
  }

  private static Failure overPlainHttp(URI base, Exception cause) {
    return new Failure(
        ExitCodes.FAILED,
        HTTPS_ONLY,
        base
            + " speaks HTTPS, and was asked in plain HTTP; nothing was done. Leave --plain-http"
            + " out, or write https:// into cluster.json",
        cause);
  }

  private static Failure untrusted(URI base, String reason, Exception cause) {
    boolean name =
        reason != null
            && (reason.startsWith("No subject alternative") || reason.contains("No name"));
    return new Failure(
        ExitCodes.FAILED,
        "untrusted-certificate",
        "the certificate of "
            + base
            + " is not trusted ("
            + reason
            + "); nothing was sent. "
            + (name
                ? "Ask by a name that the certificate has, or issue one that has this name"
                : "Name the certificate of its authority with --ca; that of a node stands in the"
                    + " truststore.pem among its managed files"),
        cause);
  }

  private static Failure plain(URI base, Exception cause) {
    return new Failure(
        ExitCodes.FAILED,
        PLAIN_HTTP,
        base
            + " speaks plain HTTP, as nodes do while Cluster.enable.SSL is false; nothing was sent."
            + " Ask with --plain-http if the network may read the session token, and set"
            + " Cluster.enable.SSL to true",
        cause);
  }
}
