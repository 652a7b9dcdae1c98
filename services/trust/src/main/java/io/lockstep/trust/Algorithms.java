package io.lockstep.trust;

import java.time.Duration;

/** Every algorithm and parameter that Lockstep's trust rests on, each with its reason. */
public final class Algorithms {
  // ---- The cluster secret ----

  /** Length of the cluster secret in bytes: that of the products' {@code taeh} file. */
  public static final int SECRET_BYTES = 1024;

  /**
   * Fewest different byte values in a secret. 1,024 random bytes have about 251 and practically
   * never fewer than 220; a file of zeros or a torn write has few.
   */
  public static final int SECRET_DISTINCT_BYTES = 64;

  /**
   * Key derivation: HKDF (RFC 5869) with SHA-256. The secret has far more entropy than the hash, so
   * extract and expand is right and a slow password hash is not needed.
   */
  public static final int DERIVED_KEY_BYTES = 32;

  /** Bytes of a fingerprint: 128 bits say "the same secret" beyond doubt and can be read aloud. */
  public static final int FINGERPRINT_BYTES = 16;

  // ---- MACs ----

  /** MAC of events and join proofs: fast in every JDK, a 256-bit tag is never truncated. */
  public static final String MAC = "HmacSHA256";

  /** Length of such a MAC in bytes. */
  public static final int MAC_BYTES = 32;

  // ---- Envelopes ----

  /** Authenticated encryption with a hardware path in every JDK. */
  public static final String ENVELOPE_CIPHER = "AES/GCM/NoPadding";

  /** What the key of an envelope is for; 256 bits by {@link #DERIVED_KEY_BYTES}. */
  public static final String ENVELOPE_KEY = "AES";

  /**
   * Nonce in bytes, random for each envelope: the only length that GCM uses as it stands. 2^32
   * envelopes under one secret version keep the chance of a repeated nonce below 2^-32 (NIST SP
   * 800-38D, 8.3); rotate the secret before that.
   */
  public static final int ENVELOPE_NONCE_BYTES = 12;

  /** Authentication tag in bits: the longest that GCM has. */
  public static final int ENVELOPE_TAG_BITS = 128;

  // ---- Signatures of nodes ----

  /**
   * Signature of commands: short keys and signatures, no parameters to get wrong and, unlike ECDSA,
   * no randomness that could fail.
   */
  public static final String SIGNATURE = "Ed25519";

  /** Length of such a signature in bytes. */
  public static final int SIGNATURE_BYTES = 64;

  /** Public keys whose decoded form a verifier keeps; a cluster has far fewer nodes. */
  public static final int VERIFIER_KEYS = 1024;

  // ---- Tokens ----

  /** Random bytes of a join token: it cannot be guessed, so its bare SHA-256 may be published. */
  public static final int TOKEN_BYTES = 32;

  /** Random bytes of a join proof's nonce. */
  public static final int PROOF_NONCE_BYTES = 16;

  /** Longest life of a join token: it is carried by hand, from one machine to the next. */
  public static final Duration JOIN_TOKEN_LIFE = Duration.ofDays(7);

  /** Longest life of a session token: the role in it stays as it was issued. */
  public static final Duration SESSION_LIFE = Duration.ofDays(1);

  /** How far a node's clock may be behind the clock of the node that issued a token. */
  public static final Duration CLOCK_LEEWAY = Duration.ofSeconds(60);

  /** Longest session token in characters that is looked at; ours have about 400. */
  public static final int SESSION_CHARACTERS = 4096;

  // ---- Certificates ----

  /** Shortest RSA modulus in bits (NIST SP 800-131A, the CA/Browser Forum and the JDK's TLS). */
  public static final int RSA_BITS = 2048;

  /** Longest RSA modulus in bits: beyond it a check costs more than a TLS server should pay. */
  public static final int RSA_BITS_LIMIT = 8192;

  /** Length of a certificate's serial number in bits: positive, and random beyond prediction. */
  public static final int SERIAL_BITS = 127;

  /** Life of a generated certificate: what browsers accept of a public one. */
  public static final Duration CERTIFICATE_LIFE = Duration.ofDays(397);

  /** Life of a node's internal authority. */
  public static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);

  /** How far the validity of a generated certificate reaches back, for clocks that are behind. */
  public static final Duration CERTIFICATE_BACKDATE = Duration.ofHours(1);

  /** Longest alias. */
  public static final int ALIAS_LENGTH = 80;

  // ---- Key stores and key files ----

  /**
   * Password hashing of written PKCS#12 files: PBKDF2 with HMAC-SHA256, for the content and for the
   * MAC 10,000 rounds, as the JDK does. More would only slow reloads: the file lies beside the
   * password that opens it.
   */
  public static final int PKCS12_ITERATIONS = 10_000;

  /**
   * Password hashing of a private key exported to PEM: it travels away from its password. What
   * OWASP asks of PBKDF2 with HMAC-SHA256.
   */
  public static final int EXPORTED_KEY_ITERATIONS = 600_000;

  /** Salt of a written PKCS#12 file in bytes. */
  public static final int PKCS12_SALT_BYTES = 20;

  /** Password hashing rounds that one imported file may ask for in all: a few seconds. */
  public static final long IMPORT_ITERATIONS = 5_000_000;

  /** Memory in bytes that scrypt may ask for in an imported file. */
  public static final long IMPORT_SCRYPT_BYTES = 64L << 20;

  /** Longest file of certificates and keys in bytes that is looked at. */
  public static final int IMPORT_BYTES = 1 << 20;

  /** Most certificates in an imported file: more than a system's own list of authorities has. */
  public static final int IMPORT_CERTIFICATES = 512;

  /** Most private keys in an imported file: each is tried on each certificate. */
  public static final int IMPORT_KEYS = 16;

  /** Longest chain, the certificate itself included. */
  public static final int CHAIN_LENGTH = 10;

  /** Shortest password of a written file: what keytool asks for. */
  public static final int PASSWORD_CHARACTERS = 6;

  private Algorithms() {}
}
