package io.lockstep.cli.certificate;

import picocli.CommandLine.Command;

/** Certificates that the cluster keeps, with their keys sealed. */
@Command(
    name = "cert",
    description = "Make, import, export, list and remove the certificates of all nodes.",
    subcommands = {
      CertGenerate.class,
      CertImport.class,
      CertExport.class,
      CertList.class,
      CertRemove.class
    })
public final class CertCommand {}
