package io.lockstep.trust.certificate;

import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.util.IPAddress;

/** The names that a certificate is for. Any thread. */
public final class Names {
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
  private static final int HOST_LENGTH = 253;
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");

  private Names() {}

  /**
   * Subject alternative names.
   *
   * @param names host names, the first label of which may be "*", and IPv4 and IPv6 addresses
   */
  static GeneralNames alternatives(List<String> names) {
    return new GeneralNames(names.stream().map(Names::alternative).toArray(GeneralName[]::new));
  }

  private static GeneralName alternative(String name) {
    String bare =
        name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    if (IPAddress.isValidIPv4(bare) || IPAddress.isValidIPv6(bare)) {
      return new GeneralName(GeneralName.iPAddress, bare);
    }
    if (!isHost(name)) {
      throw CertificateProblem.INVALID_NAME.refuse(
          "the name " + Quoted.of(name) + " is neither a host name nor an IP address; correct it");
    }
    return new GeneralName(GeneralName.dNSName, name);
  }

  /** Whether a certificate can be for it: a host name, whose first label may be "*", or address. */
  public static boolean isValid(String name) {
    try {
      alternative(name);
      return true;
    } catch (CertificateRefusedException e) {
      return false;
    }
  }

  private static boolean isHost(String name) {
    if (name.length() > HOST_LENGTH || NUMERIC.matcher(name).matches()) {
      return false;
    }
    String rest = name.startsWith("*.") ? name.substring(2) : name;
    for (String label : rest.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return true;
  }

  /** A distinguished name in the form of RFC 4514, such as "CN=n1.example,O=Example". */
  static X500Name subject(String text) {
    try {
      X500Name name = new X500Name(text);
      if (name.getRDNs().length > 0) {
        return name;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw CertificateProblem.INVALID_NAME.refuse(
        "the subject " + Quoted.of(text) + " is no distinguished name; wanted is CN=host,O=name");
  }
}
