package io.lockstep.materialize.profile.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.materialize.Images;
import io.lockstep.materialize.TestSecrets;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.Sample;
import io.lockstep.materialize.profile.StandardProfile;
import io.lockstep.materialize.profile.render.StoreMaker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClusterProfilesTest {
  private static final String OTHER =
      "profile: other\nformat: 1\noutputs:\n"
          + "- {path: conf/motd, format: raw, text: other}\n"
          + "- {path: deployment/server/x, format: raw, text: inside}\n"
          + "- {path: own, format: raw, text: own}\n";

  private final ProfileCatalogue catalogue = new ProfileCatalogue();
  private final ClusterProfiles profiles =
      new ClusterProfiles(catalogue, new StandardProfile(), StoreMaker.NONE);
  private final Images images =
      Images.empty()
          .join("n1", "east", List.of("web"))
          .join("n2", null)
          .set("Profile.shop", "shared", Sample.shop())
          .set("Profile.other", "shared", OTHER);

  private Map<String, Output> outputs(Images of, String node) {
    return profiles.outputs(of.image(), NodeView.of(of.image(), node), new TestSecrets()).stream()
        .collect(Collectors.toMap(Output::path, Function.identity()));
  }

  @Test
  void theStandardOneHoldsWhereNothingWasSaidAndShowsNoProfile() {
    Map<String, Output> outputs = outputs(images, "n1");

    assertThat(outputs).containsOnlyKeys("configuration.properties");
    assertThat(new String(outputs.get("configuration.properties").bytes(), StandardCharsets.UTF_8))
        .doesNotContain("shop");
  }

  @Test
  void eachNodeHasThoseOfItsScope() {
    Images used = images.set("Cluster.profiles", "site:east", "standard,shop");

    assertThat(outputs(used, "n1")).containsKeys("configuration.properties", "conf/shop.conf");
    assertThat(outputs(used, "n2")).containsOnlyKeys("configuration.properties");
    assertThat(profiles.hooks(used.image(), NodeView.of(used.image(), "n1"))).hasSize(1);
    assertThat(profiles.hooks(used.image(), NodeView.of(used.image(), "n2"))).isEmpty();
    assertThat(profiles.licences(used.image(), NodeView.of(used.image(), "n1")))
        .containsExactly("shop");
  }

  @Test
  void whatTwoMakeOrAFolderHasIsHeld() {
    Images used = images.set("Cluster.profiles", "shared", "shop,other");

    Map<String, Output> outputs = outputs(used, "n1");

    assertThat(outputs.get("conf/motd").problem())
        .isEqualTo("profiles shop and other both make it; use one of them on this node");
    assertThat(outputs.get("deployment/server/x").problem()).contains("content folder server");
    assertThat(outputs.get("own").problem()).isNull();
  }

  @Test
  void aProfileThatCannotBeReadLeavesTheFilesThatThereAre() {
    Images used = images.set("Cluster.profiles", "shared", "nosuch");

    assertThatThrownBy(() -> outputs(used, "n1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot read profile nosuch");
    assertThat(profiles.hooks(used.image(), NodeView.of(used.image(), "n1"))).isEmpty();
  }

  @Test
  void whatIsInstalledIsCheckedUnderItsOwnName() {
    assertThat(catalogue.problem("shop", Sample.shop())).isEmpty();
    assertThat(catalogue.problem("shap", Sample.shop()).orElseThrow())
        .contains("calls itself \"shop\"");
    assertThat(catalogue.problem("standard", Sample.shop()).orElseThrow()).contains("built in");
    assertThat(catalogue.problem("x", "profile: x\nformt: 1\n").orElseThrow())
        .contains("line 2", "did you mean \"format\"?");
    assertThat(catalogue.of("nosuch", Optional.empty())).isEmpty();
    assertThat(catalogue.of("standard", Optional.empty())).isPresent();
  }
}
