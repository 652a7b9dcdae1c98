package io.lockstep.trust;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** BouncyCastle, handed over where it is needed and never put in front of the platform's own. */
public final class Providers {
  /** The provider. */
  public static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private Providers() {}
}
