package io.lockstep.trust.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.trust.Samples;
import io.lockstep.trust.Tools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeKeysTest {
  private final SecureRandom random = new SecureRandom();

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void path() {
    path = folder.resolve("node.key");
  }

  @Test
  void createsAPairOnceAndKeepsIt() throws IOException {
    NodeKeys created = NodeKeys.loadOrCreate(path, random);

    assertThat(NodeKeys.loadOrCreate(path, random).publicKey()).isEqualTo(created.publicKey());
    assertThat(NodeKeys.load(path).fingerprint()).isEqualTo(created.fingerprint());
    assertThat(Files.getPosixFilePermissions(path))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void givesAllThatCreateItAtOnceTheSamePair() throws Exception {
    int threads = 8;
    for (int round = 0; round < 20; round++) {
      Path fresh = folder.resolve("node-" + round);
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Callable<String>> nodes = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        nodes.add(
            () -> {
              start.await();
              return NodeKeys.loadOrCreate(fresh, random).fingerprint();
            });
      }
      ExecutorService executor = Executors.newFixedThreadPool(threads);
      Set<String> fingerprints = new HashSet<>();
      for (Future<String> each : executor.invokeAll(nodes)) {
        fingerprints.add(each.get());
      }
      executor.shutdownNow();

      assertThat(fingerprints).hasSize(1);
    }
  }

  @Test
  void opensslReadsItsFile() {
    NodeKeys keys = NodeKeys.loadOrCreate(path, random);
    Tools tools = new Tools(folder);

    tools.openssl("pkey", "-in", "node.key", "-pubout", "-outform", "DER", "-out", "public.der");

    assertThat(tools.bytes("public.der")).isEqualTo(keys.publicKey());
  }

  @Test
  void readsAKeyThatOpensslMade() throws IOException {
    Tools tools = new Tools(folder);
    tools.openssl("genpkey", "-algorithm", "ed25519", "-out", "node.key");
    tools.openssl("pkey", "-in", "node.key", "-pubout", "-outform", "DER", "-out", "public.der");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));

    NodeKeys keys = NodeKeys.load(path);

    assertThat(keys.publicKey()).isEqualTo(tools.bytes("public.der"));
  }

  @Test
  void opensslVerifiesItsSignature() {
    NodeKeys keys = NodeKeys.loadOrCreate(path, random);
    Tools tools = new Tools(folder);
    var command = Samples.command(new Random(1));
    tools.write("message", new SignedCommand().encode(command));
    ByteBuffer signature = new CommandSigner(keys).sign(command).getSignature();
    tools.write("signature", signature.array());
    tools.write("public.der", keys.publicKey());

    String said =
        tools.openssl(
            "pkeyutl",
            "-verify",
            "-pubin",
            "-inkey",
            "public.der",
            "-keyform",
            "DER",
            "-rawin",
            "-in",
            "message",
            "-sigfile",
            "signature");

    assertThat(said).contains("Signature Verified Successfully");
  }

  @Test
  void refusesAFileThatOthersMayRead() throws IOException {
    NodeKeys.loadOrCreate(path, random);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> NodeKeys.loadOrCreate(path, random))
        .extracting("code")
        .isEqualTo("node-key-permissions");
  }

  @Test
  void refusesAFileWithoutAKeyAndDoesNotQuoteIt() throws IOException {
    String secret = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3, 4, 5, 6});
    for (String content :
        List.of(
            "",
            "garbage " + secret,
            "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----\n",
            "-----BEGIN PRIVATE KEY-----\n" + secret + "\n",
            "-----BEGIN CERTIFICATE-----\n" + secret + "\n-----END CERTIFICATE-----\n")) {
      Files.write(path, content.getBytes(StandardCharsets.UTF_8));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));

      assertThatThrownBy(() -> NodeKeys.load(path))
          .hasMessageNotContaining(secret)
          .hasNoCause()
          .extracting("code")
          .isEqualTo("node-key-unreadable");
    }
  }

  @Test
  void saysOnlyItsFingerprintInText() {
    NodeKeys keys = NodeKeys.loadOrCreate(path, random);

    assertThat(keys).hasToString("NodeKeys[" + keys.fingerprint() + "]");
  }
}
