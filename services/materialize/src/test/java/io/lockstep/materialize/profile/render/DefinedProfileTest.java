package io.lockstep.materialize.profile.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.Images;
import io.lockstep.materialize.TestSecrets;
import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.profile.HiddenSecrets;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.OutputContent;
import io.lockstep.materialize.profile.Sample;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.spec.CheckSpec;
import io.lockstep.materialize.profile.yaml.ProfileReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DefinedProfileTest {
  private static final String PATH = "conf/shop.properties";
  private static final Secrets SECRETS = new TestSecrets();

  private final DefinedProfile shop =
      new DefinedProfile(new ProfileReader().read(Sample.shop()).orThrow(), StoreMaker.NONE);
  private final Images images =
      Images.empty()
          .join("n1", "east", List.of("web"))
          .join("n2", "west", List.of("engine"))
          .join("n3", "west");

  private Map<String, Output> outputs(Images of, String node) {
    return outputs(of, node, SECRETS);
  }

  private Map<String, Output> outputs(Images of, String node, Secrets secrets) {
    return shop.outputs(of.image(), NodeView.of(of.image(), node), secrets).stream()
        .collect(Collectors.toMap(Output::path, Function.identity()));
  }

  private static List<Edit> edits(Output output) {
    return ((OutputContent.Edited) output.content()).edits();
  }

  private static String text(Output output) {
    return new String(output.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void editsValuesWithTheirTypesAndLeavesWhatHasNone() {
    Images set =
        images
            .set("shop.threads", "shared", "7")
            .set("shop.threads", "site:west", "8")
            .set("shop.port", "node:n1", "81");

    assertThat(edits(outputs(set, "n1").get(PATH)))
        .containsExactly(
            new Edit.Put("server.threads", new FileValue.Whole(7)),
            new Edit.Put("server.host", new FileValue.Text("n1")),
            new Edit.Put("server.port", new FileValue.Whole(81)));
    assertThat(edits(outputs(set, "n2").get(PATH)))
        .contains(
            new Edit.Put("server.threads", new FileValue.Whole(8)),
            new Edit.Put("server.port", new FileValue.Whole(8080)));
  }

  @Test
  void managesWhatHangsOnOtherParametersWhileTheyHaveValues() {
    String text =
        """
        profile: shop
        format: 1
        parameters:
          shop.alias: {type: text, text: An alias.}
          shop.password: {type: text, secret: true, text: A password.}
        outputs:
          - path: shop.properties
            format: properties
            values:
              store: {value: shop.p12, when: [shop.alias, shop.password]}
              password: {parameter: shop.password, when: shop.alias}
        """;
    DefinedProfile profile =
        new DefinedProfile(new ProfileReader().read(text).orThrow(), StoreMaker.NONE);
    Function<Images, List<Edit>> edits =
        of -> edits(profile.outputs(of.image(), NodeView.of(of.image(), "n1"), SECRETS).get(0));
    Images password = images.seal("shop.password", "shared", "hush");

    assertThat(edits.apply(images)).isEmpty();
    assertThat(edits.apply(images.set("shop.alias", "node:n1", "a"))).isEmpty();
    assertThat(edits.apply(password)).isEmpty();
    assertThat(edits.apply(password.set("shop.alias", "node:n2", "a"))).isEmpty();
    assertThat(edits.apply(password.set("shop.alias", "node:n1", "a")))
        .containsExactly(
            new Edit.Put("store", new FileValue.Text("shop.p12")),
            new Edit.Put("password", new FileValue.Text("hush")));
  }

  @Test
  void holdsAFileThatEverybodyMayReadRatherThanToPutASecretInIt() {
    Images sealed = images.seal("shop.password", "shared", "hush");
    Output output = outputs(sealed, "n1").get(PATH);
    Output present =
        new Output(PATH, output.content(), Output.PRESENT_MODE, output.drift(), output.check());

    assertThat(output.mode()).isEqualTo(0640);
    assertThat(present.on(Optional::empty, Optional.empty()).mode()).isEqualTo(0600);
    assertThat(present.on(() -> Optional.of(new byte[0]), Optional.of(0640)).problem()).isNull();
    assertThat(present.on(() -> Optional.of(new byte[0]), Optional.of(0644)).problem())
        .contains("everybody may read it (mode 0644)", "chmod o-rwx");
  }

  @Test
  void holdsWhatNeedsASecretThatCannotBeOpened() {
    Images sealed = images.seal("shop.password", "shared", "hush", 2);

    Map<String, Output> outputs = outputs(sealed, "n1");

    assertThat(outputs.get(PATH).problem()).contains("shop.password", "cannot be opened");
    assertThat(outputs.get("conf/shop.conf").problem()).isNull();
  }

  @Test
  void holdsAValueThatIsNotWhatItHasToBeAndTellsNothingOfIt() {
    Output output = outputs(images.set("shop.threads", "shared", "s3cret"), "n1").get(PATH);

    assertThat(output.problem())
        .contains("shop.threads", "a whole number from 1 to 10000")
        .doesNotContain("s3cret");
  }

  @Test
  void fillsTemplatesAndListsInOfTheMembers() {
    Images drained = images.drain("n2");

    assertThat(text(outputs(images, "n1").get("conf/shop.conf"))).isEqualTo("peers = n1,n2,n3\n");
    assertThat(outputs(images, "n1").get("conf/shop.conf").check())
        .containsExactly("shop", "-t", "{file}");
    assertThat(text(outputs(drained, "n1").get("conf/peers.tsv")))
        .isEqualTo("n1\thttps://n1:444\nn3\thttps://n3:444\n");
  }

  @Test
  void givesFilesToNodesWithTheirRolesAlone() {
    assertThat(outputs(images, "n1")).containsKey("conf/motd");
    assertThat(text(outputs(images, "n1").get("conf/motd"))).isEqualTo("as it is");
    assertThat(outputs(images, "n2")).doesNotContainKey("conf/motd");
  }

  @Test
  void writesTheParametersThatItNames() {
    Images set =
        images
            .set("shop.name", "shared", "a")
            .set("shop.debug.x", "shared", "b")
            .set("other", "shared", "c")
            .set("Profile.shop", "shared", "yaml");

    assertThat(text(outputs(set, "n1").get("conf/all.properties")))
        .contains("shop.name=a\n")
        .doesNotContain("debug", "other", "yaml");
  }

  @Test
  void writesTheOrderOnceThereIsOne() {
    assertThat(outputs(images, "n1")).doesNotContainKey("conf/servers");
    assertThat(text(outputs(images.order("n1\thttps://n1:444\n"), "n1").get("conf/servers")))
        .isEqualTo("n1\thttps://n1:444\n");
  }

  @Test
  void saysWhoHasTheDuty() {
    Images led = images.promote("n2", 3);

    assertThat(text(outputs(led, "n2").get("conf/duty.properties")))
        .contains("epoch=3\nmine=true\nnode=n2\nowner=n2\n");
    assertThat(text(outputs(led, "n1").get("conf/duty.properties"))).contains("mine=false");
  }

  @Test
  void showsNoSecretInADryRun() {
    Images sealed = images.seal("shop.password", "shared", "hush");

    Output output = outputs(sealed, "n1", new HiddenSecrets()).get(PATH);

    assertThat(edits(output).toString()).contains("(secret-").doesNotContain("hush");
  }

  @Test
  void fillsChecksIn() {
    List<CheckSpec> checks = shop.checks(images.image(), NodeView.of(images.image(), "n1"));

    assertThat(((CheckSpec.Tcp) checks.get(0)).target()).isEqualTo("db.example.com:5432");
    assertThat(((CheckSpec.Hosts) checks.get(1)).targets()).containsExactly("n1", "n2", "n3");
  }

  @Test
  void asksOfANodeWhatItsRolesAreCheckedForAlsoBeforeItJoins() {
    assertThat(checked(NodeView.of(images.image(), "n1"))).contains("media", "database");
    assertThat(checked(NodeView.of(images.image(), "n2")))
        .contains("database")
        .doesNotContain("media");
    assertThat(checked(new NodeView("n9", null, List.of("web")))).contains("media");
    assertThat(checked(new NodeView("n9", null))).doesNotContain("media");
  }

  private List<String> checked(NodeView node) {
    return shop.checks(images.image(), node).stream().map(CheckSpec::name).toList();
  }
}
