package io.lockstep.node.http;

import io.lockstep.node.certificate.NewCertificate;
import io.lockstep.trust.Algorithms;
import io.lockstep.trust.certificate.KeyType;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the API takes about certificates. Their texts leave out passwords and keys. */
final class CertificateRequests {
  private static final long LONGEST_DAYS = Algorithms.AUTHORITY_LIFE.toDays();

  private CertificateRequests() {}

  private static byte[] bytes(String file) {
    if (file == null) {
      throw ApiException.malformed("\"file\" is missing: the bytes of the file in Base64");
    }
    try {
      return Base64.getMimeDecoder().decode(file); // takes line breaks
    } catch (IllegalArgumentException e) {
      throw ApiException.malformed("\"file\" is not Base64");
    }
  }

  private static char[] characters(String password) {
    return password == null ? new char[0] : password.toCharArray();
  }

  private static String required(String name, String value) {
    if (value == null) {
      throw ApiException.malformed("\"" + name + "\" is missing");
    }
    return value;
  }

  /** A certificate to be made. */
  @Serdeable
  record Generate(
      @Nullable String alias,
      @Nullable String subject,
      @Nullable List<String> names,
      @Nullable String keyType,
      @Nullable Long days,
      @Nullable String issuer,
      @Nullable Boolean csr,
      @Nullable Boolean replace,
      @Nullable Boolean force) {

    NewCertificate wanted() {
      if (names == null || names.isEmpty() || names.contains(null)) {
        throw ApiException.malformed(
            "\"names\" are missing: the host names and addresses that the certificate is for");
      }
      return new NewCertificate(
          required("alias", alias),
          subject == null ? "CN=" + names.get(0) : subject,
          names,
          kind(),
          life());
    }

    private KeyType kind() {
      String wanted = keyType == null ? label(KeyType.EC_P256) : keyType;
      return Stream.of(KeyType.values())
          .filter(type -> label(type).equals(wanted))
          .findFirst()
          .orElseThrow(
              () ->
                  ApiException.invalid(
                      "keyType is one of "
                          + Stream.of(KeyType.values())
                              .map(Generate::label)
                              .collect(Collectors.joining(", "))));
    }

    private static String label(KeyType type) {
      return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Duration life() {
      if (days == null) {
        return Algorithms.CERTIFICATE_LIFE;
      }
      if (days < 1 || days > LONGEST_DAYS) {
        throw ApiException.invalid("days is %d, but wants 1 to %d".formatted(days, LONGEST_DAYS));
      }
      return Duration.ofDays(days);
    }

    boolean isByNode() {
      String by = issuer == null ? "ca" : issuer;
      if (!by.equals("self") && !by.equals("ca")) {
        throw ApiException.invalid("issuer is self or ca");
      }
      return by.equals("ca");
    }

    boolean isRequest() {
      return Boolean.TRUE.equals(csr);
    }

    boolean mayReplace() {
      return Boolean.TRUE.equals(replace);
    }

    boolean isForced() {
      return Boolean.TRUE.equals(force);
    }
  }

  /** A file with a certificate. */
  @Serdeable
  record Import(
      @Nullable String alias,
      @Nullable String file,
      @Nullable String password,
      @Nullable String name,
      @Nullable Boolean replace,
      @Nullable Boolean force) {
    String requiredAlias() {
      return required("alias", alias);
    }

    byte[] bytes() {
      return CertificateRequests.bytes(file);
    }

    char[] characters() {
      return CertificateRequests.characters(password);
    }

    boolean mayReplace() {
      return Boolean.TRUE.equals(replace);
    }

    boolean isForced() {
      return Boolean.TRUE.equals(force);
    }

    @Override
    public String toString() {
      return "Import[" + alias + "]";
    }
  }

  /** In which form a certificate is wanted. */
  @Serdeable
  record Export(@Nullable String format, @Nullable String password) {
    boolean isPem() {
      if (!"p12".equals(format) && !"pem".equals(format)) {
        throw ApiException.malformed("\"format\" is \"p12\" or \"pem\"");
      }
      return format.equals("pem");
    }

    boolean hasPassword() {
      return password != null;
    }

    char[] characters() {
      return CertificateRequests.characters(password);
    }

    @Override
    public String toString() {
      return "Export[" + format + "]";
    }
  }

  /** A file with authorities. */
  @Serdeable
  record Anchors(@Nullable String file) {
    byte[] bytes() {
      return CertificateRequests.bytes(file);
    }
  }
}
