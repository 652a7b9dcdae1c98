package io.lockstep.cli.certificate;

import io.lockstep.cli.client.CertificateClient.ExportRequest;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.file.OutputFile;
import io.lockstep.cli.file.PrivateOutput;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cert export FILE}. */
@Command(
    name = "export",
    description = {
      "Write a certificate and its key to a new file of mode 0600, which the password encrypts;",
      "or the certificate and its issuers without the key."
    })
final class CertExport implements Runnable {
  /** What is written. */
  enum Content {
    P12,
    PEM,
    CHAIN;

    /** As it is given and proposed: in lower case. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(index = "0", paramLabel = "FILE", description = "The file to write.")
  private Path file;

  @Option(
      names = "--format",
      paramLabel = "p12|pem|chain",
      defaultValue = "p12",
      description = {
        "p12 (PKCS#12) or pem with the key, or chain: PEM without the key.",
        "Default: ${DEFAULT-VALUE}."
      })
  private Content format;

  @Mixin private AliasOption alias;
  @Mixin private PasswordOption password;
  @Mixin private ClusterOptions cluster;

  @Override
  public void run() {
    if (format == Content.CHAIN) {
      OutputFile.write(file, export(new ExportRequest("pem", null)));
      return;
    }
    PrivateOutput output = PrivateOutput.of(file);
    String chosen = password.newPassword("Password for " + file);
    String name = format.toString();
    output.write(export(new ExportRequest(name, chosen)));
  }

  private byte[] export(ExportRequest wanted) {
    return cluster.client().certificates().export(alias.alias(), wanted);
  }
}
