package io.lockstep.status.access;

import io.lockstep.log.settings.InvalidSettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The key and certificate by which the API presents itself. */
public final class ServerIdentity {
  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  private final Path file;
  private final String password;

  private ServerIdentity(Path file, String password) {
    this.file = file;
    this.password = password;
  }

  /**
   * Reads a PKCS#12 file.
   *
   * @throws InvalidSettingsException if it cannot be read, has no key, or its certificate is not
   *     valid at {@code now}
   */
  public static ServerIdentity of(Path file, String password, Instant now) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias) && store.getKey(alias, password.toCharArray()) != null) {
          requireValid(file, (X509Certificate) store.getCertificate(alias), now);
          return new ServerIdentity(file, password);
        }
      }
      throw problem(file, "holds no key with a certificate; export both into it");
    } catch (IOException | GeneralSecurityException e) {
      throw problem(
          file,
          "cannot be read as PKCS#12 with the password of tls.keystore.password.file: "
              + e.getMessage());
    }
  }

  private static void requireValid(Path file, X509Certificate certificate, Instant now) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    if (now.isBefore(from) || now.isAfter(to)) {
      throw problem(
          file, "holds a certificate that is valid from " + from + " to " + to + "; replace it");
    }
  }

  private static InvalidSettingsException problem(Path file, String what) {
    return new InvalidSettingsException(
        List.of("tls.keystore.file: the file " + file + " " + what));
  }

  /** Settings of a Micronaut server that presents itself by it. */
  public Map<String, Object> serverProperties(int port) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("micronaut.server.ssl.enabled", true);
    properties.put("micronaut.server.ssl.port", port == 0 ? -1 : port);
    properties.put("micronaut.server.ssl.key-store.path", "file:" + file);
    properties.put("micronaut.server.ssl.key-store.type", "PKCS12");
    properties.put("micronaut.server.ssl.key-store.password", password);
    properties.put("micronaut.server.ssl.key.password", password);
    properties.put("micronaut.server.ssl.protocols", PROTOCOLS);
    return properties;
  }
}
