package io.lockstep.cli.certificate;

import io.lockstep.cli.client.CertificateClient.ImportRequest;
import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.file.InputFile;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import io.lockstep.trust.certificate.ForeignStore;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cert import FILE}. */
@Command(
    name = "import",
    description = {
      "Take the certificate and key of a PKCS#12 or PEM file for all nodes; the key is kept",
      "sealed. A file without key is an authority's answer to a request of `cert generate",
      "--csr`: import it with --replace under the alias of the request."
    },
    footer = "%nExample: lockstep cert import admind.p12 --alias admind --replace")
final class CertImport implements Runnable {
  @Parameters(index = "0", paramLabel = "FILE", description = "A PKCS#12 or PEM file.")
  private String file;

  @Option(
      names = "--entry",
      paramLabel = "NAME",
      description = {"The entry of the file, where it has several.", "Default: the only one."})
  private String entry;

  @Option(names = "--replace", description = "Replace a certificate that has the alias.")
  private boolean replace;

  @Option(
      names = "--force",
      description = {
        "With --alias admind, the certificate of the nodes' API: take it also where it is not",
        "valid for the host or the URL of a member, and clients refuse it there.",
        "Default: refuse."
      })
  private boolean force;

  @Mixin private AliasOption alias;
  @Mixin private PasswordOption password;
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    byte[] bytes = InputFile.read(file).bytes();
    if (bytes.length == 0) {
      refuse("is empty; export the certificate once more, as PKCS#12 or PEM");
    }
    ForeignStore.of(bytes).ifPresent(store -> refuse(store.remedy(name())));
    String opened =
        password.isGiven() || isEncrypted(bytes) ? password.password("Password of " + file) : null;
    ChangeAnswer answer =
        cluster
            .client()
            .certificates()
            .importFile(
                new ImportRequest(
                    alias.alias(), bytes, opened, entry, replace, force ? true : null));
    output
        .output()
        .print(Sentences.at("certificate " + alias.alias() + " imported", answer), answer);
  }

  /** Here and not by the node, which does not know the name of the file. */
  private void refuse(String why) {
    throw new Failure(ExitCodes.REFUSED, "unreadable", file + " " + why);
  }

  private String name() {
    return file.equals(InputFile.STANDARD_INPUT) ? "FILE" : file;
  }

  /** PEM says whether its key is; PKCS#12 mostly is. */
  static boolean isEncrypted(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return !text.contains("-----BEGIN ") || text.contains("ENCRYPTED");
  }
}
