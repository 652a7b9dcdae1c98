package io.lockstep.cli.demo;

import io.lockstep.cli.client.CertificateClient.ImportRequest;
import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.Precondition;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A certificate comes in on one node and is used on all. */
final class CertificateSteps {
  private static final String ALIAS = "shop";
  static final String PARAMETER = "Cluster.Crypto.Alias";
  private static final String SHARED = "shared";
  private static final String KEY_STORE = "keystore.p12";

  /** The password of the key stores that nodes write, unless a parameter sets another. */
  private static final char[] USUAL_PASSWORD = "changeit".toCharArray();

  private final DemoCluster cluster;

  CertificateSteps(DemoCluster cluster) {
    this.cluster = cluster;
  }

  List<Step> steps() {
    return List.of(
        new Step("import a keytool's .p12 on a secondary", this::importFile),
        new Step("use it by its alias on all nodes, and no other alias", this::use));
  }

  private String importFile() throws Exception {
    String password = UUID.randomUUID().toString();
    byte[] file = Files.readAllBytes(makeFile(password));
    String via = cluster.secondary();

    ChangeAnswer answer =
        cluster
            .client(via)
            .certificates()
            .importFile(new ImportRequest(ALIAS, file, password, null, false, null));
    cluster.awaitWritten(answer.revision());

    KeyStore wanted = open(file, password.toCharArray());
    byte[] first = cluster.file(cluster.ids().get(0), KEY_STORE);
    for (String id : cluster.ids()) {
      byte[] bytes = cluster.file(id, KEY_STORE);
      KeyStore seen = open(bytes, USUAL_PASSWORD);
      Proof.same(
          "the certificate on " + id, wanted.getCertificate(ALIAS), seen.getCertificate(ALIAS));
      Proof.same(
          "the private key on " + id,
          wanted.getKey(ALIAS, password.toCharArray()),
          seen.getKey(ALIAS, USUAL_PASSWORD));
      Proof.require(Arrays.equals(first, bytes), KEY_STORE + " of " + id + " differs");
    }
    return "imported once, on "
        + via
        + "; "
        + KEY_STORE
        + " of "
        + String.join(", ", cluster.ids())
        + " has it with its key, byte for byte the same; in the log the key is sealed";
  }

  /** With the JDK's own tool, as an operator makes one. */
  private Path makeFile(String password) throws IOException, InterruptedException {
    Path file = cluster.options().dir().resolve(ALIAS + ".p12");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-alias", ALIAS, "-dname", "CN=shop.example", "-validity", "90"));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString()));
    command.addAll(List.of("-storepass:env", "LOCKSTEP_DEMO_PASSWORD"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(cluster.options().dir().resolve("logs/keytool.log").toFile());
    builder.environment().put("LOCKSTEP_DEMO_PASSWORD", password);
    Proof.same("the exit code of keytool", 0, builder.start().waitFor());
    return file;
  }

  private static KeyStore open(byte[] file, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(file), password);
    return store;
  }

  private String use() throws Exception {
    NodeClient via = cluster.client(cluster.secondary());
    Failure refused =
        ChangeSteps.refusal(() -> via.set(PARAMETER, SHARED, "no-such", Precondition.NONE));
    Proof.same("the exit code of an unknown alias", ExitCodes.REFUSED, refused.exitCode());

    ChangeAnswer answer = via.set(PARAMETER, SHARED, ALIAS, Precondition.NONE);
    cluster.awaitWritten(answer.revision());

    for (String id : cluster.ids()) {
      Proof.require(
          cluster.fileText(id, "configuration.properties").contains(PARAMETER + "=" + ALIAS + "\n"),
          "configuration.properties of " + id + " does not name " + ALIAS);
    }
    Failure kept = ChangeSteps.refusal(() -> via.certificates().remove(ALIAS));
    Proof.same("the exit code of removing it", ExitCodes.REFUSED, kept.exitCode());
    return PARAMETER
        + "="
        + ALIAS
        + " stands on every node; an alias without certificate was refused ("
        + refused.code()
        + "), and so is removing one in use ("
        + kept.code()
        + ")";
  }
}
