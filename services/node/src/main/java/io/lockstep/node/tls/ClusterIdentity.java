package io.lockstep.node.tls;

import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.CertificateImported;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.TrustException;
import io.lockstep.trust.certificate.CertificateEntry;
import io.lockstep.trust.certificate.CertificateRecords;
import io.lockstep.trust.envelope.Sealer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster's certificate for the APIs of its nodes, {@code admind}; the node's own while the
 * cluster has none. One that cannot be opened is not taken: the one before stays.
 */
public final class ClusterIdentity implements TlsIdentity {
  /** Alias of the certificate. */
  public static final String ALIAS = "admind";

  private static final Logger LOG = LoggerFactory.getLogger(ClusterIdentity.class);

  private final NodeTrust trust;
  private final CertificateRecords records;
  private final Supplier<CertificateEntry> own;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile KeyStore current;
  private long revision = -1;

  /**
   * Starts with the node's own certificate.
   *
   * @param own the node's own certificate; asked for when it is needed
   */
  public ClusterIdentity(NodeTrust trust, Supplier<CertificateEntry> own) {
    this.trust = trust;
    this.records = new CertificateRecords(trust.cluster(), new Sealer(new SecureRandom()));
    this.own = own;
  }

  /** Takes the certificate of an image, if it is another. For one thread. */
  public void follow(ClusterImage image) {
    Optional<Entity> entity = image.entity(EntityKeys.certificate(ALIAS));
    long seen = entity.map(Entity::revision).orElse(0L);
    if (seen == revision) {
      return;
    }
    revision = seen;
    try {
      use(
          entity
              .map(each -> each.payload(CertificateImported.class).getCertificate())
              .map(record -> records.open(record, trust.ring()))
              .orElseGet(own));
      LOG.info("API certificate taken alias={} revision={}", ALIAS, seen);
    } catch (TrustException e) {
      LOG.error(
          "API certificate cannot be used, the one before stays alias={} code={} reason={}",
          ALIAS,
          e.code(),
          e.getMessage());
      if (current == null) {
        use(own.get());
      }
    }
  }

  private void use(CertificateEntry entry) {
    current = store(entry);
    listeners.forEach(Runnable::run);
  }

  private static KeyStore store(CertificateEntry entry) {
    try {
      // Never leaves the memory: what protects a PKCS #12 on disk would cost time at each start.
      KeyStore store = KeyStore.getInstance("JKS");
      store.load(null, null);
      store.setKeyEntry(
          ALIAS,
          entry.key(),
          KEY_PASSWORD.toCharArray(),
          entry.chain().toArray(Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a key store in memory takes every certificate", e);
    }
  }

  @Override
  public KeyStore current() {
    return current;
  }

  @Override
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public void removeListener(Runnable listener) {
    listeners.remove(listener);
  }
}
