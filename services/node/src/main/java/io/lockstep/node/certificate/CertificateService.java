package io.lockstep.node.certificate;

import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Certificate;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.trust.certificate.Alias;
import io.lockstep.trust.certificate.CertificateChecks;
import io.lockstep.trust.certificate.CertificateEntry;
import io.lockstep.trust.certificate.CertificateGenerator;
import io.lockstep.trust.certificate.CertificateProblem;
import io.lockstep.trust.certificate.CertificateReader;
import io.lockstep.trust.certificate.CertificateRecords;
import io.lockstep.trust.certificate.CertificateRefusedException;
import io.lockstep.trust.certificate.CertificateSpec;
import io.lockstep.trust.certificate.CertificateWriter;
import io.lockstep.trust.envelope.Sealer;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes certificates and reads them from files, sealed for the log, and gives them out again. It
 * changes nothing: what it makes is part of the cluster once the primary accepted it. Any thread;
 * an import may take seconds, so not one that must not wait.
 *
 * <p>What is wrong with a file, a name or a password is a {@link CertificateRefusedException} with
 * its code; a key that this node cannot open is an {@link
 * io.lockstep.trust.envelope.EnvelopeException}. Passwords are the caller's to wipe.
 */
public final class CertificateService {
  private final NodeTrust trust;
  private final Supplier<ClusterImage> image;
  private final OwnAuthority authority;
  private final CertificateRecords records;
  private final CertificateGenerator generator;
  private final CertificateReader reader;
  private final CertificateChecks checks;

  /**
   * The service of a node.
   *
   * @param image what the node knows now
   */
  public CertificateService(
      NodeTrust trust, Supplier<ClusterImage> image, OwnAuthority authority, Clock clock) {
    this.trust = trust;
    this.image = image;
    this.authority = authority;
    this.records = new CertificateRecords(trust.cluster(), new Sealer());
    this.generator = new CertificateGenerator(clock, new SecureRandom());
    this.reader = new CertificateReader(clock);
    this.checks = new CertificateChecks(clock);
  }

  /** A certificate that vouches for itself. */
  public Certificate selfSigned(NewCertificate wanted) {
    Alias.require(wanted.alias());
    return seal(wanted.alias(), generator.selfSigned(wanted.spec()));
  }

  /** A certificate by the node's own authority. */
  public Certificate issue(NewCertificate wanted) {
    Alias.require(wanted.alias());
    return seal(wanted.alias(), authority.issue(wanted.spec()));
  }

  /** A certificate that vouches for itself, and the request for another authority to sign it. */
  public RequestedCertificate request(NewCertificate wanted) {
    Alias.require(wanted.alias());
    CertificateSpec spec = wanted.spec();
    CertificateEntry entry = generator.selfSigned(spec);
    return new RequestedCertificate(
        seal(wanted.alias(), entry), CertificateWriter.pem(generator.request(entry, spec.names())));
  }

  /**
   * The certificate of a PKCS#12 or PEM file. A file without private key is taken where the
   * certificate with that alias has the key for it: an authority's answer to a request.
   *
   * @param password of the file; null or empty for none
   * @param name that the file gives the entry; empty if it has only one
   * @throws CertificateRefusedException with the code {@code missing-key} for a file without key
   *     that does not fit what is kept, and others
   */
  public Certificate importFile(String alias, byte[] file, char[] password, Optional<String> name) {
    Alias.require(alias);
    CertificateEntry entry;
    try {
      entry = reader.read(file, password, name);
    } catch (CertificateRefusedException e) {
      Certificate kept = image.get().trust().certificate(alias).orElse(null);
      if (e.problem() != CertificateProblem.MISSING_KEY
          || kept == null
          || kept.getPrivateKey() == null) {
        throw e;
      }
      entry = answer(kept, file, password);
    }
    return seal(alias, entry);
  }

  private CertificateEntry answer(Certificate kept, byte[] file, char[] password) {
    X509Certificate before = CertificateRecords.chain(kept).get(0);
    List<X509Certificate> chain = reader.reply(file, password, before.getPublicKey());
    CertificateEntry opened = records.open(kept, trust.ring());
    return new CertificateEntry(Optional.empty(), opened.key(), chain);
  }

  /**
   * The certificate as a PKCS#12 file, under its alias.
   *
   * @param password of the file to write, at least 6 characters
   * @throws CertificateRefusedException {@code unknown-certificate}, {@code missing-key}, {@code
   *     unfit-password}
   */
  public byte[] exportPkcs12(String alias, char[] password) {
    return CertificateWriter.pkcs12(alias, open(alias), password);
  }

  /**
   * The certificate and its issuers as a PEM file, with its key encrypted.
   *
   * @param password of the key, at least 6 characters
   * @throws CertificateRefusedException as for {@link #exportPkcs12}
   */
  public byte[] exportPem(String alias, char[] password) {
    return CertificateWriter.pem(open(alias), password);
  }

  /**
   * The certificate and its issuers as a PEM file, without key.
   *
   * @throws CertificateRefusedException {@code unknown-certificate}
   */
  public byte[] exportChain(String alias) {
    return CertificateWriter.pem(CertificateRecords.chain(require(alias)));
  }

  /**
   * A request for another authority to sign the certificate that there is, with its own key.
   *
   * @return PKCS#10, PEM
   * @throws CertificateRefusedException {@code unknown-certificate}, {@code missing-key}
   */
  public byte[] requestAgain(String alias) {
    CertificateEntry entry = open(alias);
    List<String> names = List.copyOf(AdminNames.in(entry.certificate()));
    return CertificateWriter.pem(generator.request(entry, names));
  }

  /**
   * The authorities of a PEM file, or the one of a DER file, for all nodes to trust.
   *
   * @throws CertificateRefusedException if there is none, or one is not valid or weak
   */
  public List<TrustAnchor> anchors(byte[] file) {
    List<X509Certificate> certificates = reader.certificates(file, null);
    checks.require(certificates);
    return certificates.stream()
        .map(each -> CertificateRecords.anchor(each, Optional.empty()))
        .distinct()
        .toList();
  }

  private Certificate seal(String alias, CertificateEntry entry) {
    return records.seal(alias, entry, trust.ring());
  }

  private CertificateEntry open(String alias) {
    return records.open(require(alias), trust.ring());
  }

  private Certificate require(String alias) {
    return image
        .get()
        .trust()
        .certificate(Alias.require(alias))
        .orElseThrow(
            () ->
                CertificateProblem.UNKNOWN_CERTIFICATE.refuse(
                    "the cluster has no certificate \"" + alias + "\"; list them"));
  }
}
