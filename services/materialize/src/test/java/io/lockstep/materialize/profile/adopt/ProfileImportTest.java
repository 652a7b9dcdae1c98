package io.lockstep.materialize.profile.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.Images;
import io.lockstep.materialize.TestSecrets;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Sample;
import io.lockstep.materialize.profile.adopt.ComparedValue.State;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.yaml.ProfileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileImportTest {
  private final ProfileDefinition shop = new ProfileReader().read(Sample.shop()).orThrow();
  @TempDir Path folder;

  @BeforeEach
  void install() throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        folder.resolve("conf/shop.properties"),
        "server.threads=7\nserver.password=hush\nserver.host=x\nserver.color=blue\n");
    Files.writeString(
        folder.resolve("conf/all.properties"), "shop.name=corner\nshop.threads=8\nother=1\n");
    Files.writeString(folder.resolve("conf/servers"), "h1\thttps://h1:444\n");
  }

  private FoundValues read() {
    return new ProfileImport(shop).folder(new ManagedFolder(folder));
  }

  @Test
  void findsWhatTheProfileWouldWrite() {
    FoundValues found = read();

    assertThat(found.values())
        .containsExactly(
            new FoundValue("shop.threads", "7", false, "conf/shop.properties", "server.threads"),
            new FoundValue(
                "shop.password", "hush", true, "conf/shop.properties", "server.password"),
            new FoundValue("shop.name", "corner", false, "conf/all.properties", ""));
    assertThat(found.servers().orElseThrow().entries())
        .extracting(entry -> entry.getHost())
        .containsExactly("h1");
    assertThat(found.toString()).doesNotContain("hush");
  }

  @Test
  void saysWhatItLeavesOut() {
    assertThat(read().problems())
        .satisfiesExactly(
            problem ->
                assertThat(problem)
                    .contains("conf/shop.properties", "shop.color", "one of red, green"),
            problem ->
                assertThat(problem)
                    .startsWith("shop.threads has one value in conf/")
                    .contains(" and another in conf/", "; the first counts"));
  }

  @Test
  void goesOnWhereAFileCannotBeRead() throws IOException {
    Files.writeString(folder.resolve("conf/servers"), "no servers file at all\n");

    assertThat(read().problems())
        .anySatisfy(problem -> assertThat(problem).contains("conf/servers"));
    assertThat(read().values()).hasSize(3);
  }

  @Test
  void comparesWithWhatHoldsOnTheNode() {
    Images images =
        Images.empty()
            .join("n1", "east")
            .set("shop.threads", "site:east", "7")
            .seal("shop.password", "shared", "other");

    List<ComparedValue> compared =
        ProfileImport.compare(
            read().values(), images.image(), NodeView.of(images.image(), "n1"), new TestSecrets());

    assertThat(compared)
        .extracting(ComparedValue::state, ComparedValue::scope)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(State.SAME, "site:east"),
            org.assertj.core.groups.Tuple.tuple(State.DIFFERS, "shared"),
            org.assertj.core.groups.Tuple.tuple(State.NEW, "shared"));
  }
}
