package io.lockstep.trust.certificate;

import io.lockstep.trust.Providers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.operator.GenericKey;
import org.bouncycastle.operator.MacCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.pkcs.jcajce.JcePBMac1CalculatorBuilder;

/**
 * The MAC of a PKCS#12 file, with any digest that BouncyCastle knows, and PBMAC1 (RFC 9579). Used
 * by one thread.
 */
final class Pkcs12Mac implements MacCalculator {
  private final AlgorithmIdentifier digest;
  private final byte[] salt;
  private final int iterations;
  private final byte[] password;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  /**
   * The old MAC: HMAC with a key by the derivation of PKCS#12.
   *
   * @param password as that derivation takes it
   */
  Pkcs12Mac(AlgorithmIdentifier digest, byte[] salt, int iterations, byte[] password) {
    this.digest = digest;
    this.salt = salt;
    this.iterations = iterations;
    this.password = password;
  }

  /**
   * Whether a file has the MAC that a password gives it.
   *
   * @param password null is the empty one
   * @throws OperatorCreationException if its algorithm is not known
   */
  static boolean verify(MacData data, byte[] content, char[] password, PbeBudget budget)
      throws OperatorCreationException, IOException {
    AlgorithmIdentifier algorithm = data.getMac().getAlgorithmId();
    if (PKCSObjectIdentifiers.id_PBMAC1.equals(algorithm.getAlgorithm())) {
      PBMAC1Params parameters = PBMAC1Params.getInstance(algorithm.getParameters());
      budget.takeDerivation(parameters.getKeyDerivationFunc());
      return matches(
          new JcePBMac1CalculatorBuilder(parameters)
              .setProvider(Providers.BOUNCY_CASTLE)
              .build(Passwords.utf8(password).password()),
          content,
          data);
    }
    BigInteger iterations = data.getIterationCount();
    for (Passwords.Reading reading : Passwords.readings(password)) {
      budget.take(iterations);
      if (matches(
          new Pkcs12Mac(algorithm, data.getSalt(), iterations.intValueExact(), reading.bytes()),
          content,
          data)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(MacCalculator calculator, byte[] content, MacData data)
      throws IOException {
    try (OutputStream out = calculator.getOutputStream()) {
      out.write(content);
    }
    return MessageDigest.isEqual(calculator.getMac(), data.getMac().getDigest());
  }

  @Override
  public AlgorithmIdentifier getAlgorithmIdentifier() {
    return new AlgorithmIdentifier(digest.getAlgorithm(), new PKCS12PBEParams(salt, iterations));
  }

  @Override
  public OutputStream getOutputStream() {
    return content;
  }

  @Override
  public byte[] getMac() {
    PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(digest());
    generator.init(password, salt, iterations);
    HMac mac = new HMac(digest());
    mac.init(generator.generateDerivedMacParameters(mac.getMacSize() * Byte.SIZE));
    mac.update(content.toByteArray(), 0, content.size());
    byte[] result = new byte[mac.getMacSize()];
    mac.doFinal(result, 0);
    return result;
  }

  @Override
  public GenericKey getKey() {
    return new GenericKey(getAlgorithmIdentifier(), password);
  }

  private ExtendedDigest digest() {
    try {
      return (ExtendedDigest) BcDefaultDigestProvider.INSTANCE.get(digest);
    } catch (OperatorCreationException e) {
      throw new IllegalArgumentException("unknown digest " + digest.getAlgorithm(), e);
    }
  }
}
