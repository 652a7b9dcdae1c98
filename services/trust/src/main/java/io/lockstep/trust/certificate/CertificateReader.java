package io.lockstep.trust.certificate;

import io.lockstep.trust.Algorithms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Reads certificates and keys from PKCS#12 and PEM files, as OpenSSL, keytool and Windows write
 * them. The file may come from anywhere: its size and the password hashing that it asks for are
 * bounded. Any thread.
 */
public final class CertificateReader {
  private static final String BEGIN = "-----BEGIN ";
  private static final int SEQUENCE = 0x30;

  private final CertificateChecks checks;

  /** A reader that checks validity against the clock's time. */
  public CertificateReader(Clock clock) {
    checks = new CertificateChecks(clock);
  }

  /**
   * The one entry to import, checked.
   *
   * @param password null or empty for none; the caller wipes it
   * @param name that the file gives the entry; empty if it has only one
   * @throws CertificateRefusedException with a code for each way in which it is no good
   */
  public CertificateEntry read(byte[] file, char[] password, Optional<String> name) {
    CertificateEntry entry = select(list(file, password), name);
    checks.require(entry.chain());
    return entry;
  }

  /**
   * All entries, each with its chain in order; whether they are valid now and strong is not
   * checked.
   *
   * @param password null or empty for none; the caller wipes it
   * @throws CertificateRefusedException if the file cannot be read, or a key or chain is not whole
   */
  public List<CertificateEntry> list(byte[] file, char[] password) {
    Parts parts = parts(file, password);
    if (parts.keys().isEmpty()) {
      throw CertificateProblem.MISSING_KEY.refuse(
          "the file has "
              + parts.certificates().size()
              + " certificates and no private key; export it with its key");
    }
    if (parts.certificates().isEmpty()) {
      throw CertificateProblem.NO_CERTIFICATE.refuse(
          "the file has a private key and no certificate; add the certificate");
    }
    List<CertificateEntry> entries = new ArrayList<>();
    List<X509Certificate> unused = new ArrayList<>(parts.certificates());
    for (Parts.Key key : parts.keys()) {
      CertificateEntry entry = entry(key, parts);
      unused.removeAll(entry.chain());
      entries.add(entry);
    }
    entries.forEach(entry -> Chains.requireNoGap(entry.chain(), unused));
    return entries;
  }

  /**
   * All certificates of a file, as authorities to trust; keys are left alone, and nothing is
   * checked.
   *
   * @param password null or empty for none; the caller wipes it
   * @throws CertificateRefusedException if the file cannot be read or has none
   */
  public List<X509Certificate> certificates(byte[] file, char[] password) {
    List<X509Certificate> certificates = parts(file, password).certificates();
    if (certificates.isEmpty()) {
      throw CertificateProblem.NO_CERTIFICATE.refuse("the file has no certificate");
    }
    return List.copyOf(certificates);
  }

  /**
   * What an authority answered to a request: a certificate for a public key that is known, with its
   * issuers as far as they are in the file, checked.
   *
   * @param password null or empty for none; the caller wipes it
   * @throws CertificateRefusedException with the code {@code missing-key} if none is for that key
   */
  public List<X509Certificate> reply(byte[] file, char[] password, PublicKey key) {
    List<X509Certificate> certificates = certificates(file, password);
    X509Certificate own =
        certificates.stream()
            .filter(each -> each.getPublicKey().equals(key))
            .findFirst()
            .orElseThrow(
                () ->
                    CertificateProblem.MISSING_KEY.refuse(
                        "the file has no private key, and none of its "
                            + certificates.size()
                            + " certificates, such as that of "
                            + Chains.name(certificates.get(0))
                            + ", is for the key that is kept under this alias; export it with its"
                            + " key"));
    List<X509Certificate> chain = Chains.build(own, certificates);
    List<X509Certificate> unused = new ArrayList<>(certificates);
    unused.removeAll(chain);
    Chains.requireNoGap(chain, unused);
    checks.require(chain);
    return chain;
  }

  private static Parts parts(byte[] file, char[] password) {
    if (file.length > Algorithms.IMPORT_BYTES) {
      throw CertificateProblem.TOO_LARGE.refuse(
          "the file has " + file.length + " bytes, at most " + Algorithms.IMPORT_BYTES);
    }
    Optional<ForeignStore> foreign = ForeignStore.of(file);
    if (foreign.isPresent()) {
      throw CertificateProblem.UNREADABLE.refuse("the file " + foreign.get().remedy("FILE"));
    }
    try {
      if (new String(file, StandardCharsets.ISO_8859_1).contains(BEGIN)) {
        return new PemFileParser(password).parse(file);
      }
      if (file.length > 0 && (file[0] & 0xff) == SEQUENCE) {
        return der(file, password);
      }
    } catch (CertificateRefusedException e) {
      throw e;
    } catch (IOException | OperatorCreationException | RuntimeException | StackOverflowError e) {
      // Anything may come out of a parser that reads what an attacker wrote.
    }
    throw CertificateProblem.UNREADABLE.refuse(
        "the file, of "
            + file.length
            + " bytes, is damaged, or neither PKCS#12 nor PEM, or uses an algorithm that is not"
            + " supported; export it again");
  }

  private static Parts der(byte[] file, char[] password)
      throws IOException, OperatorCreationException {
    try {
      return new Pkcs12Parser(password).parse(file);
    } catch (IOException | IllegalArgumentException e) {
      return bare(file, e);
    }
  }

  /** A bare certificate begins like a PKCS#12 file. */
  private static Parts bare(byte[] file, Exception otherwise) throws IOException {
    try {
      Parts parts = new Parts();
      parts.addCertificate(file, Optional.empty());
      return parts;
    } catch (CertificateRefusedException e) {
      throw new IOException(otherwise);
    }
  }

  private static CertificateEntry entry(Parts.Key key, Parts parts) {
    for (X509Certificate certificate : parts.certificates()) {
      if (Keys.isPair(key.key(), certificate.getPublicKey())) {
        Optional<String> name = key.name().or(() -> parts.name(certificate));
        return new CertificateEntry(
            name, key.key(), Chains.build(certificate, parts.certificates()));
      }
    }
    for (X509Certificate certificate : parts.certificates()) {
      // A key of a kind that is not supported cannot be tried.
      Keys.requireStrong(
          certificate.getPublicKey(), "the certificate of " + Chains.name(certificate));
    }
    throw CertificateProblem.KEY_MISMATCH.refuse(
        "the private key"
            + key.name().map(name -> " " + Quoted.of(name)).orElse("")
            + place(key, parts)
            + " fits none of the "
            + parts.certificates().size()
            + " certificates in the file, the first of which is that of "
            + Chains.name(parts.certificates().get(0))
            + "; take the key out, or put its certificate with it");
  }

  private static String place(Parts.Key key, Parts parts) {
    int count = parts.keys().size();
    return count == 1 ? "" : ", number %d of %d,".formatted(parts.keys().indexOf(key) + 1, count);
  }

  private static CertificateEntry select(List<CertificateEntry> entries, Optional<String> name) {
    List<String> names =
        entries.stream().map(entry -> entry.name().map(Quoted::of).orElse("(no name)")).toList();
    List<CertificateEntry> chosen =
        name.isEmpty()
            ? entries
            : entries.stream().filter(entry -> entry.name().equals(name)).toList();
    if (chosen.isEmpty()) {
      throw CertificateProblem.UNKNOWN_ENTRY.refuse(
          "the file has no entry " + name.map(Quoted::of).orElse("") + ", it has " + names);
    }
    if (chosen.size() > 1) {
      throw CertificateProblem.AMBIGUOUS_ENTRY.refuse(
          "the file has " + chosen.size() + " entries, " + names + "; name the one to import");
    }
    return chosen.get(0);
  }
}
