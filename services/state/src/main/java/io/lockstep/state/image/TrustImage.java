package io.lockstep.state.image;

import io.lockstep.schema.Certificate;
import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.Licence;
import io.lockstep.schema.LicenceInstalled;
import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.SecretState;
import io.lockstep.schema.SecretVersion;
import io.lockstep.schema.Token;
import io.lockstep.schema.TokenChanged;
import io.lockstep.schema.TokenState;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.schema.TrustAnchorPublished;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Certificates, trust anchors, licences, versions of the cluster secret, and tokens. */
public record TrustImage(ClusterImage image) {
  /** The first version of the cluster secret; the founding names its fingerprint. */
  public static final int FIRST_SECRET = 1;

  /** All, whatever they are. */
  public EntityMap entities() {
    return image.family(Family.TRUST);
  }

  /** The certificate with an alias. */
  public Optional<Certificate> certificate(String alias) {
    return get(
        EntityKeys.certificate(alias),
        CertificateImported.class,
        CertificateImported::getCertificate);
  }

  /** The certificates, ordered by alias. */
  public List<Certificate> certificates() {
    return all(CertificateImported.class, CertificateImported::getCertificate);
  }

  /** The authority with an id. */
  public Optional<TrustAnchor> trustAnchor(String id) {
    return get(
        EntityKeys.trustAnchor(id), TrustAnchorPublished.class, TrustAnchorPublished::getAnchor);
  }

  /** The authorities that every node trusts, ordered by id. */
  public List<TrustAnchor> trustAnchors() {
    return all(TrustAnchorPublished.class, TrustAnchorPublished::getAnchor);
  }

  /** The licence of a node for a product. */
  public Optional<Licence> licence(String node, String product) {
    return get(
        EntityKeys.licence(node, product), LicenceInstalled.class, LicenceInstalled::getLicence);
  }

  /** The licences, ordered by node and product. */
  public List<Licence> licences() {
    return all(LicenceInstalled.class, LicenceInstalled::getLicence);
  }

  /** The token with an id. */
  public Optional<Token> token(String id) {
    return get(EntityKeys.token(id), TokenChanged.class, TokenChanged::getToken);
  }

  /** The tokens that are not forgotten, ordered by id. */
  public List<Token> tokens() {
    return all(TokenChanged.class, TokenChanged::getToken);
  }

  /** Whether the token with an id was revoked. */
  public boolean isRevoked(String id) {
    return token(id).filter(token -> token.getState() == TokenState.REVOKED).isPresent();
  }

  /**
   * The version of the cluster secret with that number. The first is current as the founding names
   * it, until an event says otherwise.
   */
  public Optional<SecretVersion> secretVersion(int version) {
    return get(EntityKeys.secret(version), SecretChanged.class, SecretChanged::getSecret)
        .or(() -> version == FIRST_SECRET ? founding() : Optional.empty());
  }

  /** The versions of the cluster secret by number; none where the cluster has no secret. */
  public SortedMap<Integer, SecretVersion> secretVersions() {
    SortedMap<Integer, SecretVersion> versions = new TreeMap<>();
    founding().ifPresent(first -> versions.put(FIRST_SECRET, first));
    all(SecretChanged.class, SecretChanged::getSecret)
        .forEach(version -> versions.put(version.getVersion(), version));
    return Collections.unmodifiableSortedMap(versions);
  }

  /** The version that everything new is protected with; empty where the cluster has no secret. */
  public Optional<SecretVersion> currentSecret() {
    return secretVersions().values().stream()
        .filter(version -> version.getState() == SecretState.CURRENT)
        .reduce((older, newer) -> newer);
  }

  /**
   * The entities whose envelope is of an older version than that one, ordered by key: parameters,
   * certificates and licences. Versions of the secret that are sealed with later ones stay so and
   * are not among them.
   */
  public List<Entity> envelopesOlderThan(int version) {
    return Envelopes.entities(image, envelope -> envelope.getSecretVersion() < version);
  }

  private Optional<SecretVersion> founding() {
    return image
        .founded()
        .map(ClusterFounded::getSecretFingerprint)
        .map(
            fingerprint ->
                SecretVersion.newBuilder()
                    .setVersion(FIRST_SECRET)
                    .setFingerprint(fingerprint)
                    .setState(SecretState.CURRENT)
                    .build());
  }

  private <P, T> Optional<T> get(String key, Class<P> type, Function<P, T> record) {
    return entities().get(key).map(entity -> record.apply(entity.payload(type)));
  }

  private <P, T> List<T> all(Class<P> type, Function<P, T> record) {
    return entities().sorted().stream()
        .map(entity -> entity.event().getPayload())
        .filter(type::isInstance)
        .map(payload -> record.apply(type.cast(payload)))
        .toList();
  }
}
