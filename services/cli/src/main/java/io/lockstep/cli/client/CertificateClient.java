package io.lockstep.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a node's HTTP interface offers about certificates and authorities. As with {@link
 * NodeClient}, every method throws {@link io.lockstep.cli.failure.Failure}. Thread-safe.
 */
public final class CertificateClient {
  private final Exchange exchange;

  CertificateClient(Exchange exchange) {
    this.exchange = exchange;
  }

  /** The certificates, without their keys. */
  public CertificatePage certificates() {
    return exchange.read(exchange.request("certificates").build(), CertificatePage.class);
  }

  /** Makes a certificate, or a request for one. */
  public GeneratedCertificate generate(GenerateRequest wanted) {
    return exchange.post("certificates", wanted, GeneratedCertificate.class);
  }

  /** Takes the certificate of a file. */
  public ChangeAnswer importFile(ImportRequest file) {
    return exchange.post("certificates/import", file);
  }

  /** A certificate as a file, with its key as the format says. */
  public byte[] export(String alias, ExportRequest wanted) {
    return exchange.readBytes(
        exchange
            .request(path(alias) + "/export")
            .setHeader("Accept", "*/*")
            .header("Content-Type", "application/json")
            .POST(Exchange.json(wanted))
            .build());
  }

  /** Removes a certificate. */
  public ChangeAnswer remove(String alias) {
    return exchange.delete(path(alias));
  }

  /** The authorities that all nodes trust. */
  public AnchorPage anchors() {
    return exchange.read(exchange.request("trust-anchors").build(), AnchorPage.class);
  }

  /** Lets all nodes trust the authority of the asked node. */
  public ChangeAnswer publishOwn() {
    return exchange.post("ca", null);
  }

  /** Lets all nodes trust the authorities of a file. */
  public ChangeAnswer publish(byte[] file) {
    return exchange.post("trust-anchors", new PublishRequest(file));
  }

  /** Lets no node trust an authority any more. */
  public ChangeAnswer removeAnchor(String id) {
    return exchange.delete("trust-anchors/" + Paths.encode(id));
  }

  private static String path(String alias) {
    return "certificates/" + Paths.encode(alias);
  }

  /**
   * Which certificate is wanted.
   *
   * @param issuer {@code self}, or {@code ca}: the asked node's authority; null for a request
   * @param csr true for a request to another authority
   * @param force true to make one for the nodes' API that clients may refuse; else null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record GenerateRequest(
      String alias,
      String issuer,
      Boolean csr,
      String subject,
      List<String> names,
      String keyType,
      Long days,
      boolean replace,
      Boolean force) {}

  /**
   * A certificate that was made.
   *
   * @param request for the authority, PEM; null where none was asked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record GeneratedCertificate(
      String commandId, long firstRevision, long revision, String request) {
    /** Where it stands. */
    public ChangeAnswer answer() {
      return new ChangeAnswer(commandId, firstRevision, revision);
    }
  }

  /**
   * A certificate to take.
   *
   * @param file its bytes, in Base64 on the way
   * @param password of the file; null for none
   * @param name of the entry in the file; null where it has one only
   * @param force true to take one for the nodes' API that lacks a member's name; else null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ImportRequest(
      String alias, byte[] file, String password, String name, boolean replace, Boolean force) {
    /** Without content and password. */
    @Override
    public String toString() {
      return "ImportRequest[" + alias + "]";
    }
  }

  /**
   * How a certificate is to be written.
   *
   * @param format {@code p12} or {@code pem}
   * @param password of the file; null for PEM without the key
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ExportRequest(String format, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "ExportRequest[" + format + "]";
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record PublishRequest(byte[] file) {}

  /** Certificates at a revision. */
  public record CertificatePage(long revision, List<CertificateItem> items) {
    /** Never null. */
    public CertificatePage {
      items = items == null ? List.of() : List.copyOf(items);
    }
  }

  /** Authorities at a revision. */
  public record AnchorPage(long revision, List<AnchorItem> items) {
    /** Never null. */
    public AnchorPage {
      items = items == null ? List.of() : List.copyOf(items);
    }
  }
}
