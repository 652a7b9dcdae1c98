package io.lockstep.materialize;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.FilePreview.Seen;
import io.lockstep.materialize.plan.Action;
import io.lockstep.materialize.profile.render.DefinedProfile;
import io.lockstep.materialize.profile.render.StoreMaker;
import io.lockstep.materialize.profile.yaml.ProfileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskPreviewTest {
  private static final String PRODUCT =
      """
      # ours
      [server]
      threads = 4   # four
      host = "by-hand"

      [db]
      url = "jdbc:x"
      password = "cluster-secret"
      wallet_password = "products-own"
      # old_passwd = 'commented-out'
      """;

  private static final String PROFILE =
      """
      profile: shop
      format: 1
      text: A shop.
      parameters:
        shop.threads: {type: integer, text: Threads.}
        shop.password: {type: text, secret: true, text: Password.}
      outputs:
        - path: conf/shop.toml
          format: toml
          values:
            server.threads: {parameter: shop.threads}
            db.password: {parameter: shop.password}
        - path: conf/all.properties
          format: parameters
          include: ["shop.*"]
      """;

  private static final Images NOW =
      Images.empty()
          .join("n1", "s")
          .set("shop.threads", "shared", "4")
          .seal("shop.password", "shared", "cluster-secret");

  @TempDir private Path temp;
  private final DefinedProfile profile =
      new DefinedProfile(new ProfileReader().read(PROFILE).orThrow(), StoreMaker.NONE);
  private Path product;
  private Materializer materializer;

  @BeforeEach
  void install() throws IOException {
    product = temp.resolve("files/conf/shop.toml");
    Files.createDirectories(product.getParent());
    Files.writeString(product, PRODUCT);
    Files.setPosixFilePermissions(product, PosixFilePermissions.fromString("rw-------"));
    materializer =
        new Materializer(
            temp.resolve("files"),
            temp.resolve("data/manifest.json"),
            profile,
            "n1",
            new TestSecrets());
    materializer.apply(materializer.plan(NOW.image()));
  }

  private FilePreview preview(Images then, String path) {
    return new DiskPreview(materializer, profile, "n1", new TestSecrets())
        .of(NOW.image(), then.image()).stream()
            .filter(file -> file.path().equals(path))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void showsTheProductsFileAsItStandsAndAsItWouldBeWithoutAnySecret() {
    FilePreview file = preview(NOW.set("shop.threads", "shared", "9"), "conf/shop.toml");

    assertThat(file.seen()).isEqualTo(Seen.DISK);
    assertThat(file.action()).isEqualTo(Action.REPLACE);
    assertThat(file.before())
        .isEqualTo(
            """
            # ours
            [server]
            threads = 4   # four
            host = "by-hand"

            [db]
            url = "jdbc:x"
            password = "(secret)"
            wallet_password = "(secret)"
            # old_passwd = '(secret)'
            """);
    assertThat(file.after()).isEqualTo(file.before().replace("threads = 4", "threads = 9"));
  }

  @Test
  void seesAChangeByHandThatTheChangeWouldUndo() throws IOException {
    Files.writeString(product, PRODUCT.replace("threads = 4", "threads = 5"));

    FilePreview file = preview(NOW.set("other", "shared", "x"), "conf/shop.toml");

    assertThat(file.action()).isEqualTo(Action.REPLACE);
    assertThat(file.before()).contains("threads = 5");
    assertThat(file.after()).contains("threads = 4");
  }

  @Test
  void showsThatASecretChangesAndNeitherTheOldNorTheNew() {
    FilePreview file =
        preview(NOW.seal("shop.password", "shared", "other-secret"), "conf/shop.toml");

    assertThat(file.action()).isEqualTo(Action.REPLACE);
    assertThat(file.before() + file.after())
        .doesNotContain("cluster-secret", "other-secret", "products-own", "commented-out");
  }

  @Test
  void masksASecretThatIsManagedNoMore() {
    FilePreview file =
        preview(
            NOW.unset("shop.password", "shared").set("shop.threads", "shared", "9"),
            "conf/shop.toml");

    assertThat(file.before() + file.after()).doesNotContain("cluster-secret");
  }

  @Test
  void saysWhyAFileStaysThatItCannotMake() throws IOException {
    Files.delete(product);

    FilePreview file = preview(NOW.set("shop.threads", "shared", "9"), "conf/shop.toml");

    assertThat(file.action()).isEqualTo(Action.KEEP);
    assertThat(file.problem()).contains("the product has not made it yet");
  }

  @Test
  void showsAWholeFileAndWhatAHandLeftInItOnlyWhereItHoldsNoSecret() throws IOException {
    Images then = NOW.set("shop.threads", "shared", "9");
    String whole = preview(then, "conf/all.properties").before();
    Path all = temp.resolve("files/conf/all.properties");
    Files.writeString(all, Files.readString(all) + "mine=cluster-secret\n");
    FilePreview touched = preview(then, "conf/all.properties");

    assertThat(whole).contains("shop.password=(secret)", "shop.threads=4");
    assertThat(touched.before()).contains("changed by hand").doesNotContain("cluster-secret");
    assertThat(touched.after()).contains("shop.password=(secret)", "shop.threads=9");
  }
}
