package io.lockstep.trust.certificate;

import io.lockstep.trust.Algorithms;
import java.util.regex.Pattern;

/** Names of certificates: lower-case letters, digits and hyphens, at most 80. */
public final class Alias {
  /** The alias of the certificate that nodes serve HTTPS with. */
  public static final String ADMIN = "admind";

  private static final Pattern ALLOWED =
      Pattern.compile("[a-z0-9-]{1," + Algorithms.ALIAS_LENGTH + "}");

  private Alias() {}

  /**
   * The alias, if it is allowed.
   *
   * @throws CertificateRefusedException if it is not
   */
  public static String require(String alias) {
    if (!ALLOWED.matcher(alias).matches()) {
      throw CertificateProblem.INVALID_ALIAS.refuse(
          "the alias "
              + Quoted.of(alias)
              + " has "
              + alias.length()
              + " characters; wanted are 1 to "
              + Algorithms.ALIAS_LENGTH
              + " lower-case letters, digits and hyphens");
    }
    return alias;
  }
}
