package io.lockstep.cli.access;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A PEM file of the certificates that nodes are trusted by. */
final class TrustedCertificates {
  private TrustedCertificates() {}

  /** TLS that trusts the certificates of the file and no others. */
  static SSLContext read(Path file) {
    Collection<? extends Certificate> certificates = certificates(file);
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("authority-" + store.size(), certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every JDK has TLS and an empty key store", e);
    }
  }

  private static Collection<? extends Certificate> certificates(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw unusable(
          file, Files.exists(file) ? "cannot be read: " + e.getMessage() : "does not exist", e);
    }
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes));
      if (certificates.isEmpty()) {
        throw unusable(file, "holds no certificate", null);
      }
      return certificates;
    } catch (CertificateException e) {
      throw unusable(file, "holds no certificates in PEM", e);
    }
  }

  private static Failure unusable(Path file, String what, Exception cause) {
    return new Failure(
        ExitCodes.FAILED,
        "bad-ca-file",
        "the file of trusted certificates "
            + file
            + " "
            + what
            + "; name one with --ca, or let `lockstep up` write that of a sandbox again",
        cause);
  }
}
