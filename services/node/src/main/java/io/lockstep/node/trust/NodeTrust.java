package io.lockstep.node.trust;

import io.lockstep.schema.Command;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.Member;
import io.lockstep.schema.SecretVersion;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.trust.envelope.Sealer;
import io.lockstep.trust.mac.EventMac;
import io.lockstep.trust.rotation.SealingKeys;
import io.lockstep.trust.rotation.SecretChain;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.secret.SecretRing;
import io.lockstep.trust.signature.CommandSigner;
import io.lockstep.trust.signature.NodeKeys;
import io.lockstep.trust.token.JoinProof;
import io.lockstep.trust.token.JoinRequest;
import io.lockstep.trust.token.Role;
import io.lockstep.trust.token.Session;
import io.lockstep.trust.token.SessionTokens;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a node holds of its cluster's trust: the versions of the secret that it knows and its own
 * key, and what they seal, sign and verify. Any thread.
 */
public final class NodeTrust implements AutoCloseable {
  private final String cluster;
  private final SecretFile file;
  private final String node;
  private final Path keyFile;
  private final NodeKeys keys;
  private final CommandSigner signer;
  private final Sealer sealer;
  private final SealingKeys sealingKeys;
  private final SecretChain chain;
  private final SecureRandom random;
  private final Clock clock;
  private volatile SecretRing ring;
  private volatile SessionTokens sessions;

  private NodeTrust(
      String cluster,
      String node,
      SecretFile file,
      SecretRing ring,
      Path keyFile,
      NodeKeys keys,
      SealingKeys sealingKeys,
      Clock clock) {
    this.cluster = cluster;
    this.node = node;
    this.file = file;
    this.keyFile = keyFile;
    this.sealingKeys = sealingKeys;
    this.chain = new SecretChain(cluster, node, sealingKeys);
    this.keys = keys;
    this.signer = new CommandSigner(keys);
    this.random = new SecureRandom();
    this.sealer = new Sealer(random);
    this.clock = clock;
    use(ring);
  }

  /**
   * Reads the secret, and reads or makes the node's keys. Which version the secret is, the file
   * does not say: it counts as the first until {@link #use} or {@link #learn} tell better.
   *
   * @param node its id
   * @param secretFile the cluster secret
   * @param folder of the node's private keys; made where they are missing
   * @throws io.lockstep.trust.TrustException that says what is wrong with a file
   */
  public static NodeTrust open(String cluster, String node, Path secretFile, Path folder) {
    SecretFile file = new SecretFile(secretFile);
    ClusterSecret secret = file.read(1);
    SecureRandom random = new SecureRandom();
    Path keyFile = folder.resolve("node.key");
    return new NodeTrust(
        cluster,
        node,
        file,
        SecretRing.of(secret),
        keyFile,
        NodeKeys.loadOrCreate(keyFile, random),
        SealingKeys.loadOrCreate(folder.resolve("sealing.key"), random),
        Clock.systemUTC());
  }

  /** The ring, and what it leads to among the versions that the log has. */
  public SecretRing extend(SecretRing from, Collection<SecretVersion> known) {
    return chain.extend(from, known);
  }

  /**
   * Takes what the log has of versions of the secret: opens those that it can, and keeps the newest
   * in the node's file.
   *
   * @return whether there was a new one
   */
  public synchronized boolean learn(Collection<SecretVersion> known) {
    SecretRing before = ring;
    SecretRing next = chain.extend(before, known);
    if (next.versions().equals(before.versions())) {
      return false;
    }
    adopt(next);
    return true;
  }

  /** Takes a ring, and keeps its current version in the node's file if that has another one. */
  public synchronized void adopt(SecretRing next) {
    boolean other = !next.current().fingerprint().equals(ring.current().fingerprint());
    use(next);
    if (other) {
      file.replace(next.current());
    }
  }

  /** Takes other versions of the secret from now on. */
  public void use(SecretRing next) {
    sessions = new SessionTokens(cluster, next, clock, random);
    ring = next;
  }

  /** The cluster's name. */
  public String cluster() {
    return cluster;
  }

  /** The versions of the secret that the node knows now. */
  public SecretRing ring() {
    return ring;
  }

  /** Fingerprint of the current version of the secret. */
  public String fingerprint() {
    return ring.current().fingerprint();
  }

  /** The node's public key (X.509 SubjectPublicKeyInfo, DER). */
  public ByteBuffer publicKey() {
    return ByteBuffer.wrap(keys.publicKey());
  }

  /**
   * That the cluster knows the node, a member, by another key than it has, and what to do; empty
   * where it does not.
   */
  public Optional<String> keyLoss(ClusterImage image) {
    return image
        .members()
        .present(node)
        .map(Member::getPublicKey)
        .filter(known -> !known.equals(publicKey()))
        .map(this::keyLoss);
  }

  private String keyLoss(ByteBuffer known) {
    byte[] bytes = new byte[known.remaining()];
    known.duplicate().get(bytes);
    return ("the key in %s has fingerprint %s, the cluster knows node \"%s\" by %s: the file was lost"
            + " and made anew, or is another node's. Stop the node and restore the file from a"
            + " backup; or let the node join again: `lockstep node remove %s` through another node,"
            + " then `lockstep token create --for-node %s --out FILE`, and give it that file as its"
            + " join.token")
        .formatted(keyFile, keys.fingerprint(), node, NodeKeys.fingerprint(bytes), node, node);
  }

  /** The node's public key for new versions of the secret (X.509 SubjectPublicKeyInfo, DER). */
  public ByteBuffer sealingKey() {
    return ByteBuffer.wrap(sealingKeys.publicKey());
  }

  /** Proves that the node has the current version of the secret. */
  public ByteBuffer proof(JoinRequest request) {
    return ByteBuffer.wrap(JoinProof.create(request, ring, random));
  }

  /** Encrypts what shall stand in the log as part of an entity. */
  public Envelope seal(byte[] clear, String entity) {
    return sealer.seal(clear, cluster, entity, ring);
  }

  /** The same, with the current version of another ring. */
  public Envelope seal(byte[] clear, String entity, SecretRing with) {
    return sealer.seal(clear, cluster, entity, with);
  }

  /**
   * Decrypts what stands in the log as part of an entity. Wipe the answer when it is done with.
   *
   * @throws io.lockstep.trust.TrustException if it was altered, moved, or is of a version that the
   *     node has not
   */
  public byte[] open(Envelope envelope, String entity) {
    return sealer.open(envelope, cluster, entity, ring);
  }

  /** The command with the node's signature. */
  public Command sign(Command command) {
    synchronized (signer) {
      return signer.sign(command);
    }
  }

  /**
   * The same of a node that may be a member.
   *
   * @param image by which those who verify the signature know the node
   * @throws NodeKeyLostException if they know it by another key
   */
  public Command sign(Command command, ClusterImage image) {
    keyLoss(image)
        .ifPresent(
            loss -> {
              throw new NodeKeyLostException(loss);
            });
    return sign(command);
  }

  /** Signs and verifies events with the versions known now. For one thread; make it anew later. */
  public EventMac eventMac() {
    return new EventMac(cluster, ring);
  }

  /** A session token. */
  public String issueSession(String subject, Role role, Duration life) {
    return sessions.issue(subject, role, life);
  }

  /**
   * Whose session a token is.
   *
   * @param revoked whether the session of that id was revoked
   * @throws io.lockstep.trust.token.TokenException if it is not good
   */
  public Session verifySession(String token, Predicate<String> revoked) {
    return sessions.verify(token, revoked);
  }

  /** Wipes the secret. */
  @Override
  public void close() {
    ring.close();
  }
}
