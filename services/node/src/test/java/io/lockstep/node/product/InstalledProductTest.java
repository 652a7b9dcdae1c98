package io.lockstep.node.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.spec.ProductVersion;
import io.lockstep.state.image.ClusterImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledProductTest {
  @TempDir Path folder;

  private record Says(ProductVersion version) implements Profile {
    @Override
    public String name() {
      return "says";
    }

    @Override
    public List<Output> outputs(ClusterImage image, NodeView node, Secrets secrets) {
      return List.of();
    }

    @Override
    public Optional<ProductVersion> productVersion(ClusterImage image, NodeView node) {
      return Optional.ofNullable(version);
    }
  }

  private InstalledProduct product(String file, String pattern) {
    return new InstalledProduct(new Says(new ProductVersion(file, pattern)), "n1", folder);
  }

  private static Optional<String> of(InstalledProduct product) {
    return product.version(ClusterImage.EMPTY);
  }

  @Test
  void readsTheFirstGroupAndAgainAfterTheFileChanged() throws IOException {
    Path file = folder.resolve("version");
    InstalledProduct product = product("version", "^v=(\\S+)$");
    assertThat(of(product)).isEmpty();

    Files.writeString(file, "name=shop\nv=5.5\n");
    assertThat(of(product)).contains("5.5");
    Files.writeString(file, "name=shop\nv=5.5.1\n");
    assertThat(of(product)).contains("5.5.1");
    Files.delete(file);
    assertThat(of(product)).isEmpty();
  }

  @Test
  void saysNothingWhereThereIsNothingToBeRead() throws IOException {
    Files.writeString(folder.resolve("version"), "v=" + "9".repeat(200));

    assertThat(of(product("version", "^w=(.*)$"))).isEmpty();
    assertThat(of(product("version", "^v=(.*)$"))).isEmpty();
    assertThat(of(product("version", "("))).isEmpty();
    assertThat(of(product("../version", "v"))).isEmpty();
    assertThat(of(new InstalledProduct(new Says(null), "n1", folder))).isEmpty();
    assertThat(of(product("version", "v"))).contains("v");
  }

  @Test
  void tellsWhyTheVersionIsNotKnownWhereItsFileIsThere() throws IOException {
    Path file = folder.resolve("version");
    InstalledProduct product = product("version", "^v=(\\S+)$");
    assertThat(product.unknown(ClusterImage.EMPTY)).isEmpty();

    Files.writeString(file, "garbage");
    assertThat(product.unknown(ClusterImage.EMPTY).orElseThrow())
        .contains(file.toString(), "^v=(\\S+)$", "node \"n1\"");
    Files.writeString(file, "v=5.5\n");
    assertThat(product.unknown(ClusterImage.EMPTY)).isEmpty();
    Files.delete(file);
    assertThat(product.unknown(ClusterImage.EMPTY)).isEmpty();
    assertThat(new InstalledProduct(new Says(null), "n1", folder).unknown(ClusterImage.EMPTY))
        .isEmpty();
  }
}
