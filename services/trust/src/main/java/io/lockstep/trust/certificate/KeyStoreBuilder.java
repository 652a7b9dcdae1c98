package io.lockstep.trust.certificate;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The key store and the trust store of a node, as PKCS#12 and PEM. The same entries and password
 * give the same bytes on every node, in whatever order they were added. Used by one thread.
 */
public final class KeyStoreBuilder {
  private final SortedMap<String, CertificateEntry> entries = new TreeMap<>();
  private final SortedMap<String, X509Certificate> anchors = new TreeMap<>();

  /**
   * Adds a certificate with its key.
   *
   * @throws CertificateRefusedException if the alias is not allowed
   */
  public KeyStoreBuilder add(String alias, CertificateEntry entry) {
    entries.put(Alias.require(alias), entry);
    return this;
  }

  /**
   * Adds an authority to trust.
   *
   * @param name lower-case letters, digits and hyphens, such as its id
   * @throws CertificateRefusedException if the name is not allowed
   */
  public KeyStoreBuilder trust(String name, X509Certificate certificate) {
    anchors.put(Alias.require(name), certificate);
    return this;
  }

  /**
   * The key store.
   *
   * @param password at least 6 printable ASCII characters: the JDK takes no others
   */
  public byte[] keyStore(char[] password) {
    requireAscii(password);
    Pkcs12Builder builder = new Pkcs12Builder();
    entries.forEach((alias, entry) -> builder.add(alias, entry.key(), entry.chain()));
    return builder.build(password);
  }

  /**
   * The trust store.
   *
   * @param password as for the key store
   */
  public byte[] trustStore(char[] password) {
    requireAscii(password);
    Pkcs12Builder builder = new Pkcs12Builder();
    anchors.forEach(builder::trust);
    return builder.build(password);
  }

  /** All keys, in the clear, and their chains; to be written with mode 0600. */
  public byte[] keyStorePem() {
    PemText text = new PemText();
    entries.values().forEach(entry -> text.key(entry.key()).certificates(entry.chain()));
    return text.bytes();
  }

  /** All authorities. */
  public byte[] trustStorePem() {
    return new PemText().certificates(List.copyOf(anchors.values())).bytes();
  }

  private static void requireAscii(char[] password) {
    CertificateWriter.requirePassword(password);
    for (char each : password) {
      if (each < ' ' || each > '~') {
        throw CertificateProblem.UNFIT_PASSWORD.refuse(
            "the password of a key store has a character that is not printable ASCII, which the"
                + " JDK does not take; choose another");
      }
    }
  }
}
