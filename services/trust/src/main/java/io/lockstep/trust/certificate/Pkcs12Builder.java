package io.lockstep.trust.certificate;

import io.lockstep.trust.Algorithms;
import io.lockstep.trust.Providers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.operator.MacCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * Writes PKCS#12 files: AES-256 with a key by PBKDF2-HMAC-SHA256, and the old MAC with SHA-256,
 * which OpenSSL from 1.1, JDKs from 8u301 and Windows from Server 2019 read. The same content gives
 * the same bytes. Used by one thread, for one file.
 */
final class Pkcs12Builder {
  /** The attribute by which the JDK knows a certificate that is trusted. */
  private static final ASN1ObjectIdentifier TRUSTED =
      new ASN1ObjectIdentifier("2.16.840.1.113894.746875.1.1");

  private static final int LOCAL_KEY_ID_BYTES = 20;

  private record Key(String name, byte[] id, byte[] encoded) {}

  private final List<Key> keys = new ArrayList<>();
  private final List<PKCS12SafeBag> certificates = new ArrayList<>();
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  Pkcs12Builder add(String name, PrivateKey key, List<X509Certificate> chain) {
    byte[] encoded = key.getEncoded();
    byte[] id = id(chain.get(0));
    keys.add(new Key(name, id, encoded));
    remember(name.getBytes(StandardCharsets.UTF_8), encoded);
    for (int i = 0; i < chain.size(); i++) {
      PKCS12SafeBagBuilder bag = bag(chain.get(i));
      if (i == 0) {
        bag.addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, new DERBMPString(name));
        bag.addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, new DEROctetString(id));
      }
      certificates.add(bag.build());
    }
    return this;
  }

  Pkcs12Builder trust(String name, X509Certificate certificate) {
    remember(name.getBytes(StandardCharsets.UTF_8));
    certificates.add(
        bag(certificate)
            .addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, new DERBMPString(name))
            .addBagAttribute(TRUSTED, KeyPurposeId.anyExtendedKeyUsage)
            .build());
    return this;
  }

  byte[] build(char[] password) {
    byte[] passwordBytes = PBEParametersGenerator.PKCS12PasswordToBytes(password);
    remember(passwordBytes);
    byte[] seed = content.toByteArray();
    SeededRandom random = new SeededRandom(seed);
    try {
      List<PKCS12SafeBag> keyBags = new ArrayList<>();
      for (Key key : keys) {
        keyBags.add(
            new PKCS12SafeBagBuilder(
                    PrivateKeyInfo.getInstance(key.encoded()), encryptor(random, password))
                .addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, new DERBMPString(key.name()))
                .addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, new DEROctetString(key.id()))
                .build());
      }
      PKCS12PfxPduBuilder builder = new PKCS12PfxPduBuilder();
      for (PKCS12SafeBag bag : keyBags) {
        builder.addData(bag);
      }
      builder.addEncryptedData(
          encryptor(random, password), certificates.toArray(PKCS12SafeBag[]::new));
      byte[] salt = new byte[Algorithms.PKCS12_SALT_BYTES];
      random.nextBytes(salt);
      return builder.build(mac(salt, passwordBytes), password).getEncoded();
    } catch (IOException | OperatorCreationException | PKCSException e) {
      throw new IllegalStateException("the PKCS#12 file cannot be made", e);
    } finally {
      Arrays.fill(passwordBytes, (byte) 0);
      Arrays.fill(seed, (byte) 0);
      keys.forEach(key -> Arrays.fill(key.encoded(), (byte) 0));
    }
  }

  private static OutputEncryptor encryptor(SeededRandom random, char[] password)
      throws OperatorCreationException {
    PBKDF2Config derivation =
        new PBKDF2Config.Builder()
            .withIterationCount(Algorithms.PKCS12_ITERATIONS)
            .withSaltLength(Algorithms.PKCS12_SALT_BYTES)
            .withPRF(PBKDF2Config.PRF_SHA256)
            .build();
    return new JcePKCSPBEOutputEncryptorBuilder(derivation, NISTObjectIdentifiers.id_aes256_CBC)
        .setProvider(Providers.BOUNCY_CASTLE)
        .setRandom(random)
        .build(password);
  }

  private static PKCS12MacCalculatorBuilder mac(byte[] salt, byte[] password) {
    AlgorithmIdentifier sha256 =
        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    return new PKCS12MacCalculatorBuilder() {
      @Override
      public MacCalculator build(char[] ignored) {
        return new Pkcs12Mac(sha256, salt, Algorithms.PKCS12_ITERATIONS, password);
      }

      @Override
      public AlgorithmIdentifier getDigestAlgorithmIdentifier() {
        return sha256;
      }
    };
  }

  private PKCS12SafeBagBuilder bag(X509Certificate certificate) {
    try {
      byte[] encoded = certificate.getEncoded();
      remember(encoded);
      return new PKCS12SafeBagBuilder(Certificate.getInstance(encoded));
    } catch (IOException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate always has an encoding", e);
    }
  }

  /** What the salts depend on: everything, each part with its length before it. */
  private void remember(byte[]... parts) {
    for (byte[] part : parts) {
      content.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
      content.writeBytes(part);
    }
  }

  private static byte[] id(X509Certificate certificate) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return Arrays.copyOf(hash, LOCAL_KEY_ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
