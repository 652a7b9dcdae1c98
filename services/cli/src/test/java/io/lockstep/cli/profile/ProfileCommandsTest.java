package io.lockstep.cli.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.cli.client.ConfigurationItem;
import io.lockstep.cli.client.NodeItem;
import io.lockstep.cli.client.Operation;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.yaml.ProfileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCommandsTest {
  private static final String SHOP =
      "profile: shop\nformat: 1\nsettings: {Cluster.connectionTimeout: \"60000\", Cluster.mode: active}\n"
          + "parameters:\n"
          + "  shop.password: {secret: true, text: x}\n"
          + "  shop.color: {scope: shared, text: x}\n"
          + "  shop.threads: {type: integer, text: x}\n"
          + "roles: {engine: {minimum: 1, text: x}, web: {text: x}}\n";

  @TempDir Path folder;

  private static ProfileDefinition shop() {
    return new ProfileReader().read(SHOP).orThrow();
  }

  @Test
  void useIsOneChangeWithTheSettingsThatHaveNoValue() {
    ConfigurationItem mode =
        new ConfigurationItem("Cluster.mode", "shared", "passive", false, 1, "c", "a", "n1", "t");

    List<Operation> operations =
        Assignments.of(List.of(shop()), "node:lb1", Map.of("shop.threads", "4"), List.of(mode));

    assertThat(operations)
        .containsExactly(
            Operation.set("Cluster.profiles", "node:lb1", "shop"),
            Operation.set("shop.threads", "node:lb1", "4"),
            Operation.set("Cluster.connectionTimeout", "shared", "60000"),
            Operation.set("Cluster.minimumHolders.engine", "shared", "1"));
  }

  @Test
  void useTellsOfFilesThatNoNodeGets() {
    ProfileDefinition gateway =
        new ProfileReader()
            .read(
                "profile: g\nformat: 1\nroles: {engine: {text: x}, web: {text: x}}\noutputs:\n"
                    + "  - {path: all.txt, format: raw, text: a}\n"
                    + "  - {path: engine.txt, format: raw, text: a, roles: [engine]}\n"
                    + "  - {path: both.txt, format: raw, text: a, roles: [engine, web]}\n")
            .orThrow();
    List<NodeItem> nodes = List.of(node("n1", "north", "engine"), node("n2", "south", "web"));

    assertThat(MissingHolders.of(List.of(gateway), "shared", nodes)).isEmpty();
    assertThat(MissingHolders.of(List.of(gateway), "site:south", nodes))
        .containsExactly(
            "no node there has role engine, so none gets engine.txt: lockstep node set NODE --role engine");
    assertThat(MissingHolders.of(List.of(gateway), "node:n9", nodes))
        .hasSize(2)
        .element(1)
        .asString()
        .contains("role engine or web", "both.txt");
  }

  private static NodeItem node(String id, String site, String role) {
    return new NodeItem(
        id, id, "https://" + id, null, site, List.of(role), Map.of(), "ONLINE", false, null);
  }

  @Test
  void useTakesNoSecretFromTheCommandLine() {
    ConfigurationItem sealed =
        new ConfigurationItem("mail.key", "shared", null, true, 1, "c", "a", "n1", "t");

    assertThatThrownBy(
            () ->
                Assignments.of(
                    List.of(shop()),
                    "node:n1",
                    Map.of("shop.password", "hush", "shop.color", "red"),
                    List.of()))
        .isInstanceOf(Failure.class)
        .hasMessageContainingAll(
            "shop.password, which is secret",
            "list of processes",
            "`lockstep config set shop.password --secret --scope node:n1 --value-file FILE`")
        .hasMessageNotContainingAny("hush", "shop.color")
        .extracting(failure -> ((Failure) failure).exitCode())
        .isEqualTo(ExitCodes.USAGE);
    assertThatThrownBy(
            () ->
                Assignments.of(
                    List.of(shop()), "shared", Map.of("mail.key", "hush"), List.of(sealed)))
        .hasMessageContaining("`lockstep config set mail.key --secret --value-file FILE`");
  }

  @Test
  void aSecretOfAProfileIsSetAsOne() {
    assertThat(Assignments.set(List.of(shop()), "shop.password", "shared", "hush"))
        .isEqualTo(new Operation("set", "shop.password", "shared", "hush", true, null));
  }

  @Test
  void useLeavesTheFewestHoldersOfARoleThatWereSet() {
    ConfigurationItem holders =
        new ConfigurationItem(
            "Cluster.minimumHolders.engine", "shared", "3", false, 1, "c", "a", "n1", "t");

    assertThat(Assignments.of(List.of(shop()), "shared", Map.of(), List.of(holders)))
        .extracting(Operation::key)
        .doesNotContain("Cluster.minimumHolders.engine");
  }

  @Test
  void whatIsForAllIsSetForAll() {
    assertThat(Assignments.set(List.of(shop()), "shop.color", "node:n1", "red").scope())
        .isEqualTo("shared");
    assertThat(Assignments.set(List.of(shop()), "shop.threads", "node:n1", "1").scope())
        .isEqualTo("node:n1");
  }

  @Test
  void installSaysOfEachProblemWhatToDo() throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file,
        "profile: Shop\nformat: 1\nparameters:\n  a: {type: choice, minimum: 1}\n  b: {text: x}\n");

    Map<String, Object> details = ProfileFile.of(file.toString()).failureWithProblems().details();

    assertThat(details.get("line 1").toString()).contains("Shop", "; write 1 to 63");
    assertThat(details).containsKeys("line 4", "line 4 (2)").doesNotContainKey("line 5");
  }

  @Test
  void checkNamesFileAndLine() throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(file, "profile: shop\nformat: 1\noutpts: []\n");

    ProfileFile read = ProfileFile.of(file.toString());

    assertThat(read.lines())
        .containsExactly(file + ":3: the profile has no \"outpts\"; did you mean \"outputs\"?");
    assertThat(read.failure().exitCode()).isEqualTo(6);
  }
}
