package io.lockstep.log;

import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Says in Lockstep's words what a failure of a Kafka client means and what to do about it. */
final class SecurityCauses {
  private SecurityCauses() {}

  /** The innermost cause, in a few words. */
  static String root(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String name = root.getClass().getSimpleName();
    return root.getMessage() == null ? name : name + " (" + root.getMessage() + ")";
  }

  /** Whether the brokers know the client, and do not let it. */
  static boolean isForbidden(Throwable cause) {
    for (Throwable each = cause; each != null; each = next(each)) {
      if (each instanceof AuthorizationException) {
        return true;
      }
    }
    return false;
  }

  /** What to do. */
  static String advice(Throwable cause) {
    for (Throwable each = cause; each != null; each = next(each)) {
      if (each instanceof SaslAuthenticationException) {
        return "The brokers do not accept this client's user or password: check"
            + " kafka.sasl.jaas.config and kafka.sasl.mechanism";
      }
      if (each instanceof SslAuthenticationException) {
        return "No TLS connection comes about: check that kafka.security.protocol is that of the"
            + " brokers' listener, that kafka.ssl.truststore.location holds the authority that"
            + " issued their certificate, and that the certificate names their host";
      }
      if (each instanceof ClusterAuthorizationException) {
        return "The user of this client may not administer the Kafka cluster, which takes a super"
            + " user or ALTER on it, or may write to none of its topics, which 'lockstep topics"
            + " provision' gives with --eligible and --member";
      }
      if (each instanceof AuthorizationException) {
        return "The user of this client lacks a right: 'lockstep topics verify' with --eligible,"
            + " --member and --viewer names what is missing, 'lockstep topics provision' gives it";
      }
    }
    return "Check that kafka.bootstrap.servers is right, that the brokers run, and that the"
        + " kafka.security settings fit";
  }

  private static Throwable next(Throwable each) {
    return each.getCause() == each ? null : each.getCause();
  }
}
