package io.lockstep.status.notify;

import io.lockstep.log.settings.InvalidSettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Authorities of a PEM file. */
final class TrustedAuthorities {
  private TrustedAuthorities() {}

  /**
   * What trusts them and nobody else.
   *
   * @param setting that names the file, for messages
   * @throws InvalidSettingsException if it cannot be read or holds none
   */
  static SSLContext of(String setting, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw problem(setting, file, "holds no certificate");
      }
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw problem(setting, file, "cannot be read as PEM: " + e.getMessage());
    }
  }

  private static InvalidSettingsException problem(String setting, Path file, String what) {
    return new InvalidSettingsException(List.of(setting + ": the file " + file + " " + what));
  }
}
