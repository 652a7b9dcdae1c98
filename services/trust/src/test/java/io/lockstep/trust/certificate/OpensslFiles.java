package io.lockstep.trust.certificate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.trust.Tools;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A root, an authority and a leaf by the machine's openssl, in a folder. */
final class OpensslFiles {
  private final Tools tools;

  OpensslFiles(Path folder) {
    this.tools = new Tools(folder);
    tools.openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "root.key",
        "-out",
        "root.pem",
        "-subj",
        "/CN=root",
        "-days",
        "30");
    issue("ca", "root", "basicConstraints=critical,CA:TRUE");
    issue("leaf", "ca", "subjectAltName=DNS:leaf.example");
    join("chain.pem", "ca.pem", "root.pem");
  }

  Tools tools() {
    return tools;
  }

  void issue(String name, String issuer, String extension) {
    tools.write(name + ".ext", (extension + "\n").getBytes(StandardCharsets.UTF_8));
    tools.openssl(
        "req",
        "-new",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        name + ".key",
        "-out",
        name + ".csr",
        "-subj",
        "/CN=" + name);
    tools.openssl(
        "x509",
        "-req",
        "-in",
        name + ".csr",
        "-CA",
        issuer + ".pem",
        "-CAkey",
        issuer + ".key",
        "-CAcreateserial",
        "-extfile",
        name + ".ext",
        "-days",
        "20",
        "-out",
        name + ".pem");
  }

  byte[] join(String to, String... names) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String name : names) {
      all.writeBytes(tools.bytes(name));
    }
    tools.write(to, all.toByteArray());
    return all.toByteArray();
  }

  byte[] export(String name, String password, String options) {
    openssl(
        "pkcs12 -export -in "
            + name
            + ".pem -inkey "
            + name
            + ".key -certfile chain.pem -out out.p12 -passout "
            + password
            + " "
            + options
            + " -name",
        "the leaf");
    return tools.bytes("out.p12");
  }

  /** Adds a key pair to a key store, which need not exist. */
  void keytool(String file, String alias, String options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-genkeypair",
                "-keystore",
                file,
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg"));
    arguments.addAll(List.of(options.split(" ")));
    tools.keytool(arguments.toArray(String[]::new));
  }

  void openssl(String line, String... more) {
    List<String> arguments = new ArrayList<>(List.of(line.trim().split(" +")));
    arguments.addAll(List.of(more));
    tools.openssl(arguments.toArray(String[]::new));
  }

  static List<String> subjects(CertificateEntry entry) {
    return entry.chain().stream().map(each -> each.getSubjectX500Principal().getName()).toList();
  }

  static void refused(CertificateReader reader, byte[] file, String password, String code) {
    char[] characters = password == null ? null : password.toCharArray();
    assertThatThrownBy(() -> reader.list(file, characters))
        .isInstanceOf(CertificateRefusedException.class)
        .hasNoCause()
        .extracting("code")
        .isEqualTo(code);
  }
}
