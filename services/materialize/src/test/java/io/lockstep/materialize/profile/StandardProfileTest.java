package io.lockstep.materialize.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.Images;
import io.lockstep.materialize.TestSecrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StandardProfileTest {
  private static final String NASTY =
      " =:#!\\\t\n\r\f\"'a\u00E9\u6771\u0000\u007F\uD83D\uDE80\uFEFF";

  private final StandardProfile profile = new StandardProfile();
  private final Secrets secrets = new TestSecrets();

  @Test
  void writesTheValuesThatHoldOnTheNodeOrderedByKey() {
    Images images =
        Images.empty()
            .set("b", "shared", "1")
            .set("b", "site:S", "2")
            .set("b", "node:n1", "3")
            .set("c", "site:S", "4")
            .set("c", "site:T", "5")
            .set("a", "node:n2", "6")
            .set("a.b", "shared", "7");

    String text = text(output(images, "n1", "S", StandardProfile.CONFIGURATION));

    assertThat(text.lines().filter(line -> !line.startsWith("#")))
        .containsExactly("a.b=7", "b=3", "c=4");
  }

  @Test
  void writesNoDefaults() {
    Images images = Images.empty().set("Cluster.mode", "shared", "active");

    String text = text(output(images, "n1", null, StandardProfile.CONFIGURATION));

    assertThat(text.lines().filter(line -> !line.startsWith("#")))
        .containsExactly("Cluster.mode=active");
  }

  @Test
  void opensSealedValuesThatHoldOnTheNodeForItsOwnerAlone() {
    Images images =
        Images.empty()
            .set("a", "shared", "1")
            .seal("password", "shared", "geheim \u00E9")
            .seal("password", "node:n2", "other");

    Output first = output(images, "n1", null, StandardProfile.CONFIGURATION);
    Output second = output(images, "n2", null, StandardProfile.CONFIGURATION);

    assertThat(text(first)).endsWith("\na=1\npassword=geheim \\u00E9\n");
    assertThat(text(second)).endsWith("\na=1\npassword=other\n");
    assertThat(first.mode()).isEqualTo(0600);
    assertThat(output(images.unset("password", "shared"), "n1", null, "configuration.properties"))
        .extracting(Output::mode)
        .isEqualTo(0644);
  }

  @Test
  void letsEverybodyReadWhereASealedValueIsAnotherNodes() {
    Images images = Images.empty().seal("password", "node:n2", "other");

    assertThat(output(images, "n1", null, StandardProfile.CONFIGURATION).mode()).isEqualTo(0644);
  }

  @Test
  void holdsTheFileWhoseSecretItCannotOpenAndNamesTheEntity() {
    Images images =
        Images.empty().seal("password", "site:S", "geheim", 2).order("n1\thttps://n1:444\n");

    Output held = output(images, "n1", "S", StandardProfile.CONFIGURATION);

    assertThat(held.problem())
        .isEqualTo(
            "the secret of configuration/password@site:S cannot be opened: version 2 of the"
                + " cluster secret is not known");
    assertThat(held.bytes()).isEmpty();
    assertThat(output(images, "n1", "S", StandardProfile.SERVERS).problem()).isNull();
  }

  @Test
  void saysNothingOfASecretThatIsNoText() {
    Secrets noText = (envelope, entity) -> new byte[] {'g', (byte) 0xFF};
    Images images = Images.empty().seal("password", "shared", "x");

    assertThat(profile.outputs(images.image(), new NodeView("n1", null), noText))
        .singleElement()
        .extracting(Output::problem)
        .isEqualTo(
            "the secret of configuration/password cannot be opened: it holds no UTF-8 text;"
                + " set it again");
  }

  @Test
  void givesEqualBytesToNodesWithEqualValues() {
    Images images = Images.empty().set("a", "shared", "1").order("n1\thttps://n1:444\n");

    assertThat(profile.outputs(images.image(), new NodeView("n1", "S"), secrets))
        .isEqualTo(profile.outputs(images.image(), new NodeView("n2", null), secrets));
  }

  @Test
  void makesServersOnceThereIsAnOrder() {
    assertThat(profile.outputs(Images.empty().image(), new NodeView("n1", null), secrets))
        .extracting(Output::path)
        .containsExactly(StandardProfile.CONFIGURATION);

    String servers = "# first\nn1\thttps://n1:444\n#n2\thttps://n2:444\n\n# end\n";
    assertThat(
            text(
                output(
                    Images.empty().order(servers.replace("\n", "\r\n")),
                    "n1",
                    null,
                    StandardProfile.SERVERS)))
        .isEqualTo(servers);
  }

  @Test
  void isReadBackByPropertiesFromStreamAndReader() throws IOException {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Images images = Images.empty();
      Map<String, String> expected = new TreeMap<>();
      for (int i = 0; i < 8; i++) {
        String key = nasty(random) + i;
        expected.put(key, nasty(random));
        images = images.set(key, "shared", expected.get(key));
      }
      byte[] bytes = output(images, "n1", null, StandardProfile.CONFIGURATION).bytes();

      Properties fromStream = new Properties();
      fromStream.load(new ByteArrayInputStream(bytes));
      Properties fromReader = new Properties();
      fromReader.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
      assertThat(fromStream).as("seed %d", seed).isEqualTo(fromReader).isEqualTo(expected);
    }
  }

  /** Whole characters: no event holds half of a surrogate pair. */
  private static String nasty(Random random) {
    int[] characters = NASTY.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(9); i > 0; i--) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }

  private Output output(Images images, String node, String site, String path) {
    return profile.outputs(images.image(), new NodeView(node, site), secrets).stream()
        .filter(output -> output.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static String text(Output output) {
    return new String(output.bytes(), StandardCharsets.UTF_8);
  }
}
