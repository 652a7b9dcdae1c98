package io.lockstep.cli.certificate;

import io.lockstep.cli.client.CertificateClient.CertificatePage;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cert list}. */
@Command(
    name = "list",
    description = "List the certificates of the cluster.",
    footer = {
      "%nFields with --output json: revision, and items with alias, subject, issuer, names, notBefore,",
      "notAfter, sha256, chain (how many certificates), hasKey and revision."
    })
final class CertList implements Runnable {
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    CertificatePage page = cluster.client().certificates().certificates();
    Table table = new Table("ALIAS", "SUBJECT", "UNTIL", "CHAIN", "KEY", "REVISION");
    page.items()
        .forEach(
            item ->
                table.row(
                    item.alias(),
                    item.subject(),
                    item.notAfter(),
                    item.chain(),
                    item.hasKey() ? "sealed" : null,
                    item.revision()));
    output.output().print(table, page);
  }
}
