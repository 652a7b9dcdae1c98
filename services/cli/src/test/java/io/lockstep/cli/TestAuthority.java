package io.lockstep.cli;

import io.lockstep.trust.certificate.CertificateEntry;
import io.lockstep.trust.certificate.CertificateGenerator;
import io.lockstep.trust.certificate.CertificateSpec;
import io.lockstep.trust.certificate.CertificateWriter;
import io.lockstep.trust.certificate.InternalCa;
import io.lockstep.trust.certificate.KeyType;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority that issues the certificates of servers in tests. */
public final class TestAuthority {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final InternalCa ca =
      InternalCa.create(
          "CN=Test",
          KeyType.EC_P256,
          new CertificateGenerator(Clock.systemUTC(), new SecureRandom()));

  /** TLS of a server with a certificate for a host. */
  SSLContext server(String host) throws Exception {
    CertificateEntry entry = ca.issue(CertificateSpec.host(host));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(
        new ByteArrayInputStream(CertificateWriter.pkcs12("server", entry, PASSWORD)), PASSWORD);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** Writes its certificate. */
  public Path write(Path file) throws Exception {
    return Files.write(file, CertificateWriter.pem(List.of(ca.certificate())));
  }
}
