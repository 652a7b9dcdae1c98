package io.lockstep.trust.certificate;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Key stores of Java that are not read, and how keytool makes PKCS#12 of them. */
public enum ForeignStore {
  /** The key store of Java 8 and before. */
  JKS(0xFEEDFEED),
  /** The one of its cryptography extension. */
  JCEKS(0xCECECECE);

  private final int magic;

  ForeignStore(int magic) {
    this.magic = magic;
  }

  /** Which one a file is, by its first four bytes; empty for none of them. */
  public static Optional<ForeignStore> of(byte[] file) {
    return Arrays.stream(values())
        .filter(
            each -> file.length >= Integer.BYTES && ByteBuffer.wrap(file).getInt() == each.magic)
        .findFirst();
  }

  /**
   * What to say of it, and what to do.
   *
   * @param name of the file, as it stands in a command
   */
  public String remedy(String name) {
    return ("is a %s key store, which is not read; convert it and take what that makes: keytool"
            + " -importkeystore -srckeystore %s -srcstoretype %s -destkeystore %s.p12"
            + " -deststoretype PKCS12")
        .formatted(name(), name, name(), name);
  }
}
