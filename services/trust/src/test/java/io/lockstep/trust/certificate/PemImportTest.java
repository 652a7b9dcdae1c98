package io.lockstep.trust.certificate;

import static io.lockstep.trust.certificate.OpensslFiles.refused;
import static io.lockstep.trust.certificate.OpensslFiles.subjects;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads PEM files of the machine's openssl. */
class PemImportTest {
  @TempDir private static Path folder;
  private static OpensslFiles files;

  private final CertificateReader reader = new CertificateReader(Clock.systemUTC());

  @BeforeAll
  static void files() {
    files = new OpensslFiles(folder);
  }

  @Test
  void readsAChainInAnyOrder() {
    List<String> parts = List.of("leaf.pem", "ca.pem", "root.pem", "leaf.key");
    for (List<String> order : permutations(parts)) {
      byte[] file = files.join("any.pem", order.toArray(String[]::new));

      CertificateEntry entry = reader.read(file, null, Optional.empty());

      assertThat(subjects(entry)).containsExactly("CN=leaf", "CN=ca", "CN=root");
    }
  }

  @Test
  void readsAChainWithoutItsRoot() {
    byte[] file = files.join("noroot.pem", "leaf.key", "leaf.pem", "ca.pem");

    assertThat(subjects(reader.read(file, null, Optional.empty())))
        .containsExactly("CN=leaf", "CN=ca");
  }

  @Test
  void missesNoEntryThatDoesNotBeginALine() {
    String whole =
        new String(
            files.join("lines.pem", "leaf.key", "leaf.pem", "ca.pem", "root.pem"),
            StandardCharsets.ISO_8859_1);
    List<String> forms =
        List.of(
            "\u00ef\u00bb\u00bf" + whole, // as editors of Windows begin a file
            whole.indent(4), // as in YAML
            whole.replace("-----\n-----BEGIN", "----------BEGIN")); // put together by hand
    for (String form : forms) {
      byte[] file = form.getBytes(StandardCharsets.ISO_8859_1);

      CertificateEntry entry = reader.read(file, null, Optional.empty());

      assertThat(subjects(entry)).containsExactly("CN=leaf", "CN=ca", "CN=root");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rsa -traditional", // PKCS#1
        "rsa -traditional -aes256 -passout pass:s3cret",
        "rsa -traditional -des3 -passout pass:s3cret",
        "pkcs8 -topk8 -nocrypt",
        "pkcs8 -topk8 -passout pass:s3cret",
        "pkcs8 -topk8 -v2 aes-128-cbc -v2prf hmacWithSHA1 -passout pass:s3cret",
        "pkcs8 -topk8 -v2prf hmacWithSHA512 -passout pass:s3cret",
        "pkcs8 -topk8 -v2 des3 -passout pass:s3cret",
        "pkcs8 -topk8 -v1 PBE-SHA1-3DES -passout pass:s3cret",
        "pkcs8 -topk8 -v1 PBE-MD5-DES -passout pass:s3cret -provider legacy -provider default",
        "pkcs8 -topk8 -scrypt -passout pass:s3cret"
      })
  void readsKeysInPemOfEveryForm(String options) {
    files.openssl(options + " -in leaf.key -out form.key");
    byte[] file = files.join("form.pem", "leaf.pem", "form.key");

    assertThat(reader.list(file, "s3cret".toCharArray())).hasSize(1);
    if (options.contains("pass:")) {
      refused(reader, file, "other", "wrong-password");
      refused(reader, file, null, "wrong-password");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"prime256v1", "secp384r1", "secp521r1"})
  void readsEcKeysWithAndWithoutTheirParameters(String curve) {
    files.tools().openssl("ecparam", "-name", curve, "-genkey", "-out", "ec.key");
    files
        .tools()
        .openssl(
            "req", "-x509", "-key", "ec.key", "-subj", "/CN=ec", "-days", "9", "-out", "ec.pem");
    files
        .tools()
        .openssl("ec", "-in", "ec.key", "-aes128", "-passout", "pass:s3cret", "-out", "ec-e.key");
    files.tools().openssl("pkcs8", "-topk8", "-nocrypt", "-in", "ec.key", "-out", "ec8.key");

    for (String key : List.of("ec.key", "ec-e.key", "ec8.key")) {
      byte[] file = files.join("ec-all.pem", key, "ec.pem");

      CertificateEntry entry = reader.read(file, "s3cret".toCharArray(), Optional.empty());

      assertThat(entry.key().getAlgorithm()).isEqualTo("EC");
    }
  }

  @Test
  void readsEd25519() {
    files.tools().openssl("genpkey", "-algorithm", "ed25519", "-out", "ed.key");
    files
        .tools()
        .openssl(
            "req", "-x509", "-key", "ed.key", "-subj", "/CN=ed", "-days", "9", "-out", "ed.pem");

    assertThat(
            subjects(
                reader.read(files.join("ed-all.pem", "ed.key", "ed.pem"), null, Optional.empty())))
        .containsExactly("CN=ed");
  }

  @Test
  void readsPemWithTextAroundItAndWindowsLineEnds() {
    files.export("leaf", "pass:s3cret", "");
    files
        .tools()
        .openssl(
            "pkcs12", "-in", "out.p12", "-passin", "pass:s3cret", "-nodes", "-out", "bags.pem");
    String text = new String(files.tools().bytes("bags.pem"), StandardCharsets.UTF_8);
    byte[] file = ("\uFEFF" + text.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);

    assertThat(text).contains("Bag Attributes");
    assertThat(subjects(reader.read(file, null, Optional.empty())))
        .containsExactly("CN=leaf", "CN=ca", "CN=root");
  }

  @Test
  void readsABareCertificateAsAnAuthority() {
    files.tools().openssl("x509", "-in", "root.pem", "-outform", "DER", "-out", "root.der");

    assertThat(reader.certificates(files.tools().bytes("root.der"), null)).hasSize(1);
    refused(reader, files.tools().bytes("root.der"), null, "missing-key");
  }

  private static List<List<String>> permutations(List<String> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    List<List<String>> all = new ArrayList<>();
    for (String first : items) {
      List<String> rest = new ArrayList<>(items);
      rest.remove(first);
      for (List<String> tail : permutations(rest)) {
        List<String> each = new ArrayList<>(List.of(first));
        each.addAll(tail);
        all.add(each);
      }
    }
    return all;
  }
}
