package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateCommandsTest extends AgainstARecordedNode {
  private static final String ACCEPTED =
      "{\"commandId\":\"c-1\",\"firstRevision\":8,\"revision\":8}";

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void importsAFileWithAPasswordThatStandsInNoCommandLine() throws IOException {
    node.answer("POST /api/v1/certificates/import", 200, ACCEPTED);
    Path file = file("admind.p12", "\u0000\u0001");
    Path password = file("password", "change it\n");

    Run run =
        lockstep(
            "cert",
            "import",
            file.toString(),
            "--alias",
            "admind",
            "--password-file",
            password.toString(),
            "--replace");

    assertThat(run).isEqualTo(new Run(0, "certificate admind imported at revision 8\n", ""));
    assertThat(node.lastRequest().text())
        .isEqualTo(
            "{\"alias\":\"admind\",\"file\":\""
                + Base64.getEncoder().encodeToString(new byte[] {0, 1})
                + "\",\"password\":\"change it\",\"replace\":true}");
  }

  @Test
  void forcesOneThatLacksTheNamesOfMembersOnlyWhereItIsTold() throws IOException {
    node.answer(
        "POST /api/v1/certificates/import",
        422,
        "{\"status\":422,\"detail\":\"not valid for n1.x\",\"code\":\"missing-names\"}");
    Path file = file("a.pem", "-----BEGIN CERTIFICATE-----\n");

    Run refused = lockstep("cert", "import", file.toString(), "--alias", "admind");
    String unforced = node.lastRequest().text();
    lockstep("cert", "import", file.toString(), "--alias", "admind", "--force");

    assertThat(refused).isEqualTo(new Run(6, "", "lockstep: not valid for n1.x [missing-names]\n"));
    assertThat(unforced).doesNotContain("force");
    assertThat(node.lastRequest().text()).contains("\"force\":true");
  }

  @Test
  void asksForNoPasswordOfAFileThatIsNotEncrypted() throws IOException {
    node.answer("POST /api/v1/certificates/import", 200, ACCEPTED);
    Path file = file("a.pem", "-----BEGIN CERTIFICATE-----\n");

    Run run = lockstep("cert", "import", file.toString(), "--alias", "a");

    assertThat(run.exitCode()).isZero();
    assertThat(node.lastRequest().text()).doesNotContain("password");
  }

  @ParameterizedTest
  @CsvSource({"JKS, FEEDFEED", "JCEKS, CECECECE"})
  void saysHowToConvertAKeyStoreOfJavaBeforeItAsksForAPassword(String type, String magic)
      throws IOException {
    Path file = folder.resolve("k.jks");
    Files.write(file, HexFormat.of().parseHex(magic + "00000002"));

    Run run = lockstep("cert", "import", file.toString(), "--alias", "a");

    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err())
        .contains(file + " is a " + type + " key store")
        .contains("keytool -importkeystore -srckeystore " + file + " ")
        .contains("-destkeystore " + file + ".p12 -deststoretype PKCS12");
    assertThat(node.requests()).isEmpty();
  }

  @Test
  void refusesAnEmptyFileBeforeItAsksForAPassword() throws IOException {
    Path file = file("a.p12", "");

    Run run = lockstep("cert", "import", file.toString(), "--alias", "a");

    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err()).contains(file + " is empty; export the certificate once more");
    assertThat(node.requests()).isEmpty();
  }

  @Test
  void wantsAPasswordFileWhereThereIsNoTerminal() throws IOException {
    Path file = file("a.p12", "x");

    Run imported = lockstep("cert", "import", file.toString(), "--alias", "a");
    Run exported = lockstep("cert", "export", folder.resolve("b.p12").toString(), "--alias", "a");

    assertThat(imported.exitCode()).isEqualTo(2);
    assertThat(imported.err()).contains("no terminal", "--password-file");
    assertThat(exported.exitCode()).isEqualTo(2);
    assertThat(node.requests()).isEmpty();
  }

  @Test
  void exportsAKeyToAFileThatIsItsOwnersAlone() throws IOException {
    node.answer("POST /api/v1/certificates/a/export", 200, "application/octet-stream", "p12");
    Path password = file("password", "changeit");
    Path out = folder.resolve("a.p12");

    Run run =
        lockstep(
            "cert",
            "export",
            out.toString(),
            "--alias",
            "a",
            "--password-file",
            password.toString());

    assertThat(run).isEqualTo(new Run(0, "", ""));
    assertThat(out).hasContent("p12");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
        .isEqualTo("rw-------");
    assertThat(node.lastRequest().text())
        .isEqualTo("{\"format\":\"p12\",\"password\":\"changeit\"}");
  }

  @Test
  void generatesACertificateForTheHostsOfAllNodes() {
    node.answer(
            "GET /api/v1/nodes",
            200,
            "{\"revision\":7,\"items\":[{\"id\":\"n1\",\"host\":\"n1.x.\",\"state\":\"ACTIVE\"},"
                + "{\"id\":\"n2\",\"host\":\"n2.x\",\"state\":\"REMOVED\"},"
                + "{\"id\":\"n3\",\"host\":\"[fd00::3]\",\"url\":\"https://[fd00::3]:8101\",\"state\":\"DRAINED\"},"
                + "{\"id\":\"n4\",\"host\":\"n4.x\",\"url\":\"https://my_host:8101\",\"state\":\"ACTIVE\"}]}")
        .answer("POST /api/v1/certificates", 200, ACCEPTED);

    Run run = lockstep("cert", "generate", "--alias", "web", "--by-ca", "--days", "30");

    assertThat(run.out()).isEqualTo("certificate web generated at revision 8\n");
    assertThat(node.lastRequest().text())
        .isEqualTo(
            "{\"alias\":\"web\",\"issuer\":\"ca\",\"subject\":\"CN=n1.x\",\"names\":[\"n1.x\",\"fd00::3\",\"n4.x\"],"
                + "\"keyType\":\"ec-p256\",\"days\":30,\"replace\":false}");
  }

  @Test
  void writesTheRequestForAnotherAuthority() {
    node.answer(
        "POST /api/v1/certificates",
        200,
        ACCEPTED.replace("}", ",\"request\":\"-----BEGIN CERTIFICATE REQUEST-----\"}"));
    Path request = folder.resolve("web.csr");

    Run run =
        lockstep(
            "cert",
            "generate",
            "--alias",
            "web",
            "--names",
            "a.x,10.0.0.1",
            "--key-type",
            "rsa-3072",
            "--force",
            "--csr",
            request.toString());

    assertThat(run.err()).isEmpty();
    assertThat(request).hasContent("-----BEGIN CERTIFICATE REQUEST-----");
    assertThat(node.lastRequest().text())
        .contains("\"csr\":true", "[\"a.x\",\"10.0.0.1\"]", "rsa-3072", "\"force\":true");
  }

  @Test
  void listsAndRemovesCertificates() {
    node.answer(
            "GET /api/v1/certificates",
            200,
            "{\"revision\":7,\"items\":[{\"alias\":\"a\",\"subject\":\"CN=x\","
                + "\"notAfter\":\"t\",\"chain\":2,\"hasKey\":true,\"revision\":3}]}")
        .answer(
            "DELETE /api/v1/certificates/a",
            409,
            "{\"status\":409,\"detail\":\"in use\",\"code\":\"certificate-in-use\"}");

    assertThat(lockstep("cert", "list").out())
        .isEqualTo(
            "ALIAS  SUBJECT  UNTIL  CHAIN  KEY     REVISION\n"
                + "a      CN=x     t      2      sealed  3\n");
    assertThat(lockstep("cert", "remove", "a"))
        .isEqualTo(new Run(6, "", "lockstep: in use [certificate-in-use]\n"));
  }

  @Test
  void publishesListsAndRemovesAuthorities() throws IOException {
    node.answer("POST /api/v1/trust-anchors", 200, ACCEPTED)
        .answer("POST /api/v1/ca", 200, ACCEPTED)
        .answer("DELETE /api/v1/trust-anchors/ab", 200, ACCEPTED)
        .answer(
            "GET /api/v1/trust-anchors",
            200,
            "{\"revision\":7,\"items\":[{\"id\":\"ab\",\"owner\":\"n1\",\"subject\":\"CN=y\","
                + "\"notAfter\":\"t\",\"revision\":3}]}");
    Path file = file("ca.pem", "PEM");

    assertThat(lockstep("ca", "publish", file.toString()).exitCode()).isZero();
    assertThat(node.lastRequest().text()).isEqualTo("{\"file\":\"UEVN\"}");
    assertThat(lockstep("ca", "init").exitCode()).isZero();
    assertThat(lockstep("ca", "list").out()).contains("ab  n1     CN=y");
    assertThat(lockstep("ca", "remove", "ab").exitCode()).isZero();
  }
}
