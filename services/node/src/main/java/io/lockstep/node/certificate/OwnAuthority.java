package io.lockstep.node.certificate;

import io.lockstep.schema.Member;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.trust.Algorithms;
import io.lockstep.trust.certificate.CertificateEntry;
import io.lockstep.trust.certificate.CertificateGenerator;
import io.lockstep.trust.certificate.CertificateReader;
import io.lockstep.trust.certificate.CertificateRecords;
import io.lockstep.trust.certificate.CertificateSpec;
import io.lockstep.trust.certificate.CertificateWriter;
import io.lockstep.trust.certificate.InternalCa;
import io.lockstep.trust.certificate.KeyType;
import io.lockstep.trust.file.PrivateFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's own certificate authority. Its key is in a private file of the node's data folder and
 * goes nowhere else; its certificate is published, so that all nodes trust what it issues. Any
 * thread.
 */
public final class OwnAuthority {
  /** Name of its file in the data folder. */
  public static final String FILE = "authority.pem";

  private static final Logger LOG = LoggerFactory.getLogger(OwnAuthority.class);
  private static final String NAME = "Lockstep authority of ";

  private final String node;
  private final InternalCa authority;

  private OwnAuthority(String node, InternalCa authority) {
    this.node = node;
    this.authority = authority;
  }

  /**
   * Reads the node's authority; makes it where its file is missing.
   *
   * @param clock for what it issues
   * @throws io.lockstep.trust.TrustException that says what is wrong with the file
   */
  public static OwnAuthority openOrCreate(Path file, String cluster, String node, Clock clock) {
    PrivateFile stored = new PrivateFile(file, "certificate authority", "authority");
    CertificateGenerator generator = new CertificateGenerator(clock, new SecureRandom());
    if (!stored.exists()) {
      InternalCa made = InternalCa.create(subject(cluster, node), KeyType.EC_P256, generator);
      byte[] bytes = CertificateWriter.pem(made.own());
      try {
        stored.create(bytes);
      } finally {
        Arrays.fill(bytes, (byte) 0);
      }
      LOG.info("certificate authority made file={}", stored.path());
      return new OwnAuthority(node, made);
    }
    byte[] bytes = stored.read(Algorithms.IMPORT_BYTES);
    try {
      CertificateEntry own = new CertificateReader(clock).list(bytes, null).get(0);
      return new OwnAuthority(node, new InternalCa(own, generator));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Its certificate. */
  public X509Certificate certificate() {
    return authority.certificate();
  }

  /** Its certificate as every node trusts it. */
  public TrustAnchor anchor() {
    return CertificateRecords.anchor(authority.certificate(), Optional.of(node));
  }

  /**
   * A new key and a certificate for it, which ends no later than the authority.
   *
   * @throws io.lockstep.trust.certificate.CertificateRefusedException if a name is malformed
   */
  public CertificateEntry issue(CertificateSpec spec) {
    return authority.issue(spec);
  }

  /** A certificate for the node's API, for as long as the cluster has none. */
  public CertificateEntry issueFor(Member self) {
    List<String> names = AdminNames.of(List.of(self));
    return issue(
        new CertificateSpec(
            "CN=" + Rdn.escapeValue(node), names, KeyType.EC_P256, Algorithms.CERTIFICATE_LIFE));
  }

  /** Whether a certificate is that of the authority of a node of the cluster, by its name. */
  static boolean isOfCluster(X509Certificate certificate, String cluster) {
    try {
      List<Rdn> parts = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
      return certificate.getBasicConstraints() >= 0
          && parts.stream().anyMatch(part -> is(part, "CN") && text(part).startsWith(NAME))
          && parts.stream().anyMatch(part -> is(part, "O") && text(part).equals(cluster));
    } catch (InvalidNameException e) {
      return false;
    }
  }

  private static boolean is(Rdn part, String type) {
    return part.getType().equalsIgnoreCase(type);
  }

  private static String text(Rdn part) {
    return part.getValue().toString();
  }

  private static String subject(String cluster, String node) {
    return "CN=" + NAME + Rdn.escapeValue(node) + ",O=" + Rdn.escapeValue(cluster);
  }
}
