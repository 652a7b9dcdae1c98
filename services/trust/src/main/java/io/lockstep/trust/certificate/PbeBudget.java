package io.lockstep.trust.certificate;

import io.lockstep.trust.Algorithms;
import java.math.BigInteger;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.PBEParameter;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * How much password hashing one file may still ask for: whoever makes the file chooses it, and a
 * few bytes could ask for days. Used by one thread.
 */
final class PbeBudget {
  private static final int SCRYPT_UNIT = 128;

  private long left = Algorithms.IMPORT_ITERATIONS;

  /** Takes what an encryption asks for. */
  void take(AlgorithmIdentifier algorithm) {
    if (PKCSObjectIdentifiers.id_PBES2.equals(algorithm.getAlgorithm())) {
      takeDerivation(
          AlgorithmIdentifier.getInstance(
              PBES2Parameters.getInstance(algorithm.getParameters()).getKeyDerivationFunc()));
    } else if (algorithm.getAlgorithm().on(PKCSObjectIdentifiers.pkcs_12PbeIds)) {
      take(PKCS12PBEParams.getInstance(algorithm.getParameters()).getIterations());
    } else {
      take(PBEParameter.getInstance(algorithm.getParameters()).getIterationCount());
    }
  }

  /** Takes what a key derivation asks for. */
  void takeDerivation(AlgorithmIdentifier function) {
    if (MiscObjectIdentifiers.id_scrypt.equals(function.getAlgorithm())) {
      ScryptParams scrypt = ScryptParams.getInstance(function.getParameters());
      BigInteger memory =
          scrypt
              .getCostParameter()
              .add(scrypt.getParallelizationParameter())
              .multiply(scrypt.getBlockSize())
              .multiply(BigInteger.valueOf(SCRYPT_UNIT));
      if (memory.compareTo(BigInteger.valueOf(Algorithms.IMPORT_SCRYPT_BYTES)) > 0) {
        throw bomb(memory + " bytes of memory", Algorithms.IMPORT_SCRYPT_BYTES);
      }
      // The work grows with the size of a block as well, in units of SCRYPT_UNIT bytes.
      take(
          scrypt
              .getCostParameter()
              .multiply(scrypt.getParallelizationParameter())
              .multiply(scrypt.getBlockSize()));
    } else {
      take(PBKDF2Params.getInstance(function.getParameters()).getIterationCount());
    }
  }

  /** Takes rounds of hashing. */
  void take(BigInteger iterations) {
    if (iterations.signum() < 1 || iterations.compareTo(BigInteger.valueOf(left)) > 0) {
      throw bomb(iterations + " rounds of password hashing", Algorithms.IMPORT_ITERATIONS);
    }
    left -= iterations.longValueExact();
  }

  private static CertificateRefusedException bomb(String asked, long allowed) {
    return CertificateProblem.ITERATION_BOMB.refuse(
        "the file asks for "
            + asked
            + ", of at most "
            + allowed
            + " in the whole file; export it again with the usual settings");
  }
}
