package io.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
  @TempDir private Path home;

  private void file(String path) throws IOException {
    Path file = home.resolve(path);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }

  @Test
  void findsWhatTheBuildOfACheckoutMade() throws Exception {
    file("pom.xml");
    file("services/sandbox/broker/target/lib/kafka.jar");
    file("services/sandbox/target/registry/app-runner.jar");

    Distribution distribution = Distribution.in(home);

    assertThat(distribution.brokerClassPath())
        .containsExactly(home.resolve("services/sandbox/broker/target/lib/kafka.jar"));
    assertThat(distribution.registryJar())
        .isEqualTo(home.resolve("services/sandbox/target/registry/app-runner.jar"));
  }

  @Test
  void findsWhatAnInstallationHas() throws Exception {
    file("sandbox/broker/kafka.jar");
    file("sandbox/registry/app-runner.jar");

    Distribution distribution = Distribution.in(home);

    assertThat(distribution.brokerClassPath())
        .containsExactly(home.resolve("sandbox/broker/kafka.jar"));
    assertThat(distribution.registryJar())
        .isEqualTo(home.resolve("sandbox/registry/app-runner.jar"));
  }

  @Test
  void saysThatAnInstallationWithoutTheSandboxCannotRunIt() {
    assertThatThrownBy(() -> Distribution.in(home))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining(home.resolve("sandbox/broker").toString())
        .hasMessageContaining("unpack the whole distribution");
  }
}
