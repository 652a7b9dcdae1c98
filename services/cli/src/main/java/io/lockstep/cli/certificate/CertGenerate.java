package io.lockstep.cli.certificate;

import io.lockstep.cli.client.CertificateClient.GenerateRequest;
import io.lockstep.cli.client.CertificateClient.GeneratedCertificate;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.file.OutputFile;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import io.lockstep.log.settings.HttpAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cert generate}. */
@Command(
    name = "generate",
    description = {
      "Make a key and a certificate for all nodes. The key is made by a node and kept sealed.",
      "The certificate vouches for itself, or is issued by the node's authority with --by-ca, or",
      "by another authority, for which --csr writes the request."
    },
    footer = "%nFields with --output json: commandId, firstRevision, revision, request (PEM).")
final class CertGenerate implements Runnable {
  /** Who vouches for the certificate, where it is not the certificate itself. */
  private static final class Issuer {
    @Option(names = "--by-ca", description = "Let the authority of the asked node issue it.")
    private boolean authority;

    @Option(
        names = "--csr",
        paramLabel = "FILE",
        description = {
          "Write the request for another authority (PKCS#10, PEM); `cert import --replace` takes",
          "its answer. Default: none."
        })
    private Path request;
  }

  @Option(
      names = "--names",
      paramLabel = "NAME",
      split = ",",
      description = {
        "Host names and addresses that it is valid for, separated by commas.",
        "Default: the hosts of all nodes and of their URLs."
      })
  private List<String> names;

  @Option(
      names = "--subject",
      paramLabel = "DN",
      description = {"Whom it names, such as CN=n1.example,O=Example.", "Default: CN=first name."})
  private String subject;

  @Option(
      names = "--key-type",
      paramLabel = "TYPE",
      defaultValue = "ec-p256",
      converter = KeyTypeName.class,
      description = {
        "rsa-2048, rsa-3072, rsa-4096, ec-p256, ec-p384 or ed25519.",
        "Default: ${DEFAULT-VALUE}."
      })
  private String keyType;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "397",
      description = {"How many days it is valid.", "Default: ${DEFAULT-VALUE}."})
  private long days;

  @Option(names = "--replace", description = "Replace a certificate that has the alias.")
  private boolean replace;

  @Option(
      names = "--force",
      description = {
        "With --alias admind, the certificate of the nodes' API: make it also where it vouches for",
        "itself, or is not valid for a member, and clients refuse it.",
        "Default: refuse."
      })
  private boolean force;

  @ArgGroup private Issuer issuer;

  @Mixin private AliasOption alias;
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    NodeClient client = cluster.client();
    List<String> valid = names == null ? hosts(client) : names;
    String whom = subject == null ? "CN=" + valid.get(0) : subject;
    GeneratedCertificate made =
        client
            .certificates()
            .generate(
                new GenerateRequest(
                    alias.alias(),
                    issuedBy(),
                    isRequest() ? true : null,
                    whom,
                    valid,
                    keyType,
                    days,
                    replace,
                    force ? true : null));
    String text = "certificate " + alias.alias() + " generated";
    if (isRequest()) {
      OutputFile.write(issuer.request, made.request().getBytes(StandardCharsets.US_ASCII));
      text += ", its request is in " + issuer.request;
    }
    output.output().print(Sentences.at(text, made.answer()), made);
  }

  private String issuedBy() {
    if (isRequest()) {
      return null;
    }
    return issuer != null && issuer.authority ? "ca" : "self";
  }

  private boolean isRequest() {
    return issuer != null && issuer.request != null;
  }

  private static List<String> hosts(NodeClient client) {
    return client.nodes().items().stream()
        .filter(node -> !"REMOVED".equals(node.state()))
        .flatMap(node -> Stream.concat(Stream.of(node.host()), hostOf(node.url())))
        .map(host -> HttpAddress.inUrl(host).replaceAll("[\\[\\]]", "")) // of an IPv6 address
        .distinct()
        .toList();
  }

  /** None where the URL is missing, or its host has a name that no certificate can have. */
  private static Stream<String> hostOf(String url) {
    return Stream.ofNullable(url).map(text -> URI.create(text).getHost()).filter(Objects::nonNull);
  }
}
