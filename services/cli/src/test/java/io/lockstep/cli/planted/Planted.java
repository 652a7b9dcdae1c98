package io.lockstep.cli.planted;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.XECPrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A secret that is looked for.
 *
 * @param name what findings call it; its value they never show
 * @param isText whether its bytes are UTF-8, so that UTF-16 is looked for too
 * @param inParts whether each 24 bytes of it, from every eighth on, are a leak
 */
record Planted(String name, Kind kind, byte[] bytes, boolean isText, boolean inParts) {
  /** A shorter one would be found where it does not stand. */
  static final int SHORTEST = 12;

  Planted {
    if (bytes.length < SHORTEST) {
      throw new IllegalArgumentException(
          name + " has " + bytes.length + " bytes, wanted " + SHORTEST + " to be told from chance");
    }
  }

  /** A password, a parameter, a token. */
  static Planted text(String name, Kind kind, String value) {
    return new Planted(name, kind, value.getBytes(StandardCharsets.UTF_8), true, false);
  }

  /** Random bytes, each part of which is secret. */
  static Planted bytes(String name, Kind kind, byte[] value) {
    return new Planted(name, kind, value.clone(), false, true);
  }

  /** The whole PKCS#8, and those numbers of a key that its certificate does not have. */
  static List<Planted> key(String name, Kind kind, PrivateKey key) {
    List<Planted> planted = new ArrayList<>();
    planted.add(new Planted(name + " (PKCS#8)", kind, key.getEncoded(), false, false));
    List<byte[]> numbers = numbers(key);
    for (int i = 0; i < numbers.size(); i++) {
      planted.add(bytes(name + " (number " + i + ")", kind, numbers.get(i)));
    }
    return planted;
  }

  private static List<byte[]> numbers(PrivateKey key) {
    if (key instanceof ECPrivateKey ec) {
      return List.of(unsigned(ec.getS()));
    }
    if (key instanceof EdECPrivateKey ed) {
      return List.of(ed.getBytes().orElseThrow());
    }
    if (key instanceof XECPrivateKey x) {
      return List.of(x.getScalar().orElseThrow());
    }
    RSAPrivateCrtKey rsa = (RSAPrivateCrtKey) key;
    return List.of(
        unsigned(rsa.getPrivateExponent()),
        unsigned(rsa.getPrimeP()),
        unsigned(rsa.getPrimeQ()),
        unsigned(rsa.getPrimeExponentP()),
        unsigned(rsa.getPrimeExponentQ()),
        unsigned(rsa.getCrtCoefficient()));
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  @Override
  public String toString() {
    return "Planted[" + name + "]";
  }
}
