package io.lockstep.trust.certificate;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The curves that every TLS library has. They are told by all their parameters: of another curve of
 * the same size, or one that somebody made up, nobody knows what it holds. Any thread.
 */
final class Curves {
  private static final Map<String, ECParameterSpec> KNOWN = new LinkedHashMap<>();

  static {
    for (String name : new String[] {"secp256r1", "secp384r1", "secp521r1"}) {
      try {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(name));
        KNOWN.put(name, parameters.getParameterSpec(ECParameterSpec.class));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK 17 has the curve " + name, e);
      }
    }
  }

  private Curves() {}

  /** Its name; empty for any other curve. */
  static Optional<String> name(ECParameterSpec curve) {
    return KNOWN.entrySet().stream()
        .filter(known -> same(known.getValue(), curve))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean same(ECParameterSpec one, ECParameterSpec two) {
    return one.getCurve().equals(two.getCurve())
        && one.getGenerator().equals(two.getGenerator())
        && one.getOrder().equals(two.getOrder())
        && one.getCofactor() == two.getCofactor();
  }
}
