package io.lockstep.state.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ImportCertificate;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.RemoveCertificate;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.schema.TrustAnchorPublished;
import io.lockstep.state.describe.FieldChange;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.replay.Replay;
import io.lockstep.state.testing.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class RevertPlannerTest {
  private final RevertPlanner planner = new RevertPlanner(new SameSecrets());

  private static ClusterImage image(Object... payloads) {
    return Replay.apply(ClusterImage.EMPTY, Samples.change(ClusterImage.EMPTY, "c", payloads));
  }

  private static ConfigurationChanged parameter(String key, String value) {
    return ConfigurationChanged.newBuilder().setKey(key).setValue(value).build();
  }

  private static ConfigurationChanged secret(String key, int version) {
    return ConfigurationChanged.newBuilder()
        .setKey(key)
        .setValue("")
        .setSealed(Samples.envelope(version))
        .build();
  }

  private static TrustAnchorPublished anchor(String owner) {
    TrustAnchor anchor = Samples.anchor("authority of " + owner);
    anchor.setOwner(owner);
    return new TrustAnchorPublished(anchor);
  }

  @Test
  void setsWhatDiffersAndTakesAwayWhatWasNotThere() {
    ClusterImage now = image(parameter("a", "2"), parameter("b", "1"), parameter("c", "1"));
    ClusterImage then = image(parameter("a", "1"), parameter("b", "1"), parameter("d", "1"));

    RevertPlan plan = planner.plan(now, then);

    assertThat(plan.left()).isEmpty();
    assertThat(plan.steps())
        .extracting(
            step -> step.operation().getAction(), step -> step.operation().getExpectedRevision())
        .containsExactly(
            tuple(SetConfiguration.newBuilder().setKey("a").setValue("1").build(), 1L),
            tuple(SetConfiguration.newBuilder().setKey("d").setValue("1").build(), 0L),
            tuple(new RemoveConfiguration("c", "shared"), 3L));
    assertThat(plan.steps().get(0).change().fields())
        .containsExactly(new FieldChange("value", "2", "1"));
  }

  @Test
  void bringsACertificateBackBeforeTheParameterThatNamesIt() {
    ClusterImage then =
        image(
            parameter("Cluster.Crypto.Alias", "web"),
            new CertificateImported(Samples.certificate("web", "x")));
    ClusterImage now = image(new CertificateImported(Samples.certificate("other", "y")));

    assertThat(planner.plan(now, then).steps())
        .extracting(step -> step.operation().getAction().getClass().getSimpleName())
        .containsExactly(
            ImportCertificate.class.getSimpleName(),
            SetConfiguration.class.getSimpleName(),
            RemoveCertificate.class.getSimpleName());
  }

  @Test
  void namesWhatStaysAndWhy() {
    ClusterImage then =
        image(anchor("n9"), new CertificateImported(Samples.certificate("web", "x")));
    ClusterImage now =
        image(
            new NodeJoined(Samples.member("n1")),
            new CertificateImported(Samples.certificate("admind", "new")),
            new CertificateImported(Samples.certificate("web", "x")));

    RevertPlan plan = planner.plan(now, then);

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.left())
        .extracting(left -> left.entity().family() + " " + left.entity().name().length())
        .containsExactly("certificate 6", "node 2", "trust-anchor 64");
    assertThat(plan.left()).extracting(NotReverted::why).allMatch(why -> why.length() > 20);
  }

  @Test
  void keepsASecretAsItWasSealed() {
    RevertPlan plan = planner.plan(ClusterImage.EMPTY, image(secret("password", 1)));

    assertThat(plan.steps())
        .extracting(step -> ((SetConfiguration) step.operation().getAction()).getSealed())
        .containsExactly(Samples.envelope(1));
  }

  @Test
  void leavesASecretThatWasOnlySealedAnew() {
    assertThat(planner.plan(image(secret("p", 2)), image(secret("p", 1))))
        .isEqualTo(new RevertPlan(List.of(), List.of()));
  }

  @Test
  void namesASecretThatDoesNotOpenAnyMore() {
    RevertPlan plan = planner.plan(ClusterImage.EMPTY, image(secret("password", SameSecrets.LOST)));

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.left())
        .extracting(NotReverted::why)
        .singleElement()
        .asString()
        .contains("version 99");
  }

  @Test
  void doesNotPutInTheClearWhatIsSecretNow() {
    RevertPlan plan = planner.plan(image(secret("p", 1)), image(parameter("p", "clear")));

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.left())
        .extracting(NotReverted::why)
        .singleElement()
        .asString()
        .contains("secret now");
  }

  @Test
  void undoesSomeEntitiesAlone() {
    ClusterImage now = image(parameter("a", "2"), parameter("b", "2"));
    Map<String, SpecificRecord> wanted = new HashMap<>();
    wanted.put(EntityKeys.configuration("a", "shared"), null);

    assertThat(planner.plan(now, wanted).steps())
        .extracting(step -> step.operation().getAction())
        .containsExactly(new RemoveConfiguration("a", "shared"));
  }
}
