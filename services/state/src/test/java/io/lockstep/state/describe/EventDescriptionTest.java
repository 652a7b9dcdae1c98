package io.lockstep.state.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.CertificateRemoved;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.Event;
import io.lockstep.schema.Extension;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromotionOrderChanged;
import io.lockstep.schema.PromotionReason;
import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.SecretState;
import io.lockstep.schema.SecretVersion;
import io.lockstep.schema.TokenChanged;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.testing.Samples;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class EventDescriptionTest {
  private static final String LEAK = "LEAKED";

  private static EventDescription describe(Object payload) {
    Event event = new Event();
    event.setPayload(payload);
    return EventDescription.of(event);
  }

  private static ConfigurationChanged parameter(String key, String scope, String value) {
    return ConfigurationChanged.newBuilder().setKey(key).setScope(scope).setValue(value).build();
  }

  @Test
  void tellsWhatAParameterWasSetTo() {
    EventDescription set = describe(parameter("Cluster.mode", "shared", "active"));

    assertThat(set)
        .isEqualTo(
            new EventDescription(
                "configuration",
                "Cluster.mode",
                "shared",
                "configuration/Cluster.mode",
                "ConfigurationChanged",
                "set",
                "parameter Cluster.mode set to \"active\"",
                List.of(new Field("value", "active"))));
  }

  @Test
  void keepsTheScopeApartFromAKeyWithAnAt() {
    EventDescription set = describe(parameter("mail@host", "site:s1", "x"));

    assertThat(set.name()).isEqualTo("mail@host");
    assertThat(set.scope()).isEqualTo("site:s1");
    assertThat(set.sentence()).isEqualTo("parameter mail@host of site:s1 set to \"x\"");
  }

  @Test
  void shortensALongValueInTheSentenceOnly() {
    EventDescription set = describe(parameter("k", "shared", "é".repeat(70)));

    assertThat(set.sentence()).isEqualTo("parameter k set to \"" + "é".repeat(59) + "…\"");
    assertThat(set.fields()).containsExactly(new Field("value", "é".repeat(70)));
  }

  @Test
  void neverShowsASecretValue() {
    ConfigurationChanged secret = parameter("password", "shared", LEAK);
    secret.setSealed(Samples.envelope(1));
    secret.getSealed().setCiphertext(ByteBuffer.wrap(LEAK.getBytes(StandardCharsets.US_ASCII)));

    EventDescription set = describe(secret);

    assertThat(set.sentence()).isEqualTo("parameter password set to a secret");
    assertThat(set.fields()).containsExactly(new Field("value", "(secret)"));
    assertThat(set.toString()).doesNotContain(LEAK);
  }

  @Test
  void tellsOfACertificateWithoutItsKey() {
    EventDescription imported =
        describe(new CertificateImported(Samples.certificate("web", "web.example")));

    assertThat(imported.family()).isEqualTo("certificate");
    assertThat(imported.name()).isEqualTo("web");
    assertThat(imported.sentence()).startsWith("certificate web imported: until ");
    assertThat(imported.fields())
        .contains(new Field("subject", "CN=web.example"), new Field("privateKey", "(secret)"));
  }

  @Test
  void tellsOfTheClusterSecretItsFingerprintAlone() {
    SecretVersion version =
        new SecretVersion(
            1,
            "f1",
            SecretState.RETIRING,
            Samples.envelope(2),
            Map.of("n1", ByteBuffer.wrap(LEAK.getBytes(StandardCharsets.US_ASCII))));

    EventDescription changed = describe(new SecretChanged(version));

    assertThat(changed.sentence())
        .isEqualTo("version 1 of the cluster secret is retiring, fingerprint f1");
    assertThat(changed.fields())
        .contains(new Field("sealed", "(secret)"), new Field("sealedFor.n1", "(secret)"));
  }

  @Test
  void tellsOfMembersPrimariesOrdersAndTokens() {
    assertThat(describe(new NodeJoined(Samples.member("n1"))).sentence())
        .isEqualTo("node n1 joined");
    assertThat(describe(new NodeJoined(Samples.member("n1"))).fields())
        .contains(new Field("attributes.zone", "z-n1"), new Field("roles", "admin, web"));
    assertThat(describe(new PrimaryPromoted(2L, "n2", "n1", PromotionReason.FAILOVER)).sentence())
        .isEqualTo("node n2 became the primary of epoch 2 after n1 (failover)");
    assertThat(
            describe(
                    PromotionOrderChanged.newBuilder()
                        .setEntries(List.of(Samples.entry("n1", true), Samples.entry("n2", false)))
                        .build())
                .sentence())
        .isEqualTo("promotion order set to n1.example, n2.example (never)");
    assertThat(describe(new TokenChanged(Samples.token(1))).sentence())
        .isEqualTo("join token 000000000000… issued, good until 1970-01-02T00:00:00Z");
  }

  @Test
  void tellsOfRemovals() {
    EventDescription parameter = describe(new ConfigurationRemoved("a", "node:n1"));
    EventDescription certificate = describe(new CertificateRemoved("web"));

    assertThat(parameter.sentence()).isEqualTo("parameter a of node:n1 removed");
    assertThat(parameter.fields()).isEmpty();
    assertThat(certificate.sentence()).isEqualTo("certificate web removed");
    assertThat(certificate.operation()).isEqualTo("removed");
  }

  @Test
  void tellsOfWhatItDoesNotKnowItsNameAlone() {
    EventDescription mounted =
        describe(new Extension("tape/1", "TapeMounted", false, ByteBuffer.allocate(99)));

    assertThat(mounted.type()).isEqualTo("TapeMounted");
    assertThat(mounted.sentence()).isEqualTo("tape 1 set");
    assertThat(mounted.fields()).contains(new Field("body.bytes", "99"));
  }

  @Test
  void knowsAWordForEveryTypeOfEvent() {
    for (Schema type : Event.getClassSchema().getField("payload").schema().getTypes()) {
      assertThat(Operations.wordOf(type.getName())).as(type.getName()).isNotNull();
    }
  }

  @Test
  void listsWhatDiffersBetweenTwoStates() {
    ClusterImage before =
        Images.of(
            parameter("same", "shared", "1"),
            parameter("a", "shared", "1"),
            parameter("gone", "site:s1", "1"),
            new NodeJoined(Samples.member("n1")));
    ClusterImage after =
        Images.of(
            new NodeJoined(Samples.memberBuilder("n1").setHost("other").build()),
            parameter("same", "shared", "1"),
            parameter("a", "shared", "2"),
            parameter("new", "shared", "3"));

    assertThat(StateDifference.of(before, after))
        .extracting(change -> change.entity().name(), EntityChange::operation, EntityChange::fields)
        .containsExactly(
            tuple("a", "changed", List.of(new FieldChange("value", "1", "2"))),
            tuple("gone", "removed", List.of(new FieldChange("value", "1", null))),
            tuple("new", "added", List.of(new FieldChange("value", null, "3"))),
            tuple("n1", "changed", List.of(new FieldChange("host", "n1.example", "other"))));
    assertThat(StateDifference.of(after, after)).isEmpty();
  }

  @Test
  void saysThatASecretWasSealedAnewAndNotWhatItIs() {
    ConfigurationChanged before = parameter("password", "shared", "");
    before.setSealed(Samples.envelope(1));
    ConfigurationChanged after = parameter("password", "shared", "");
    after.setSealed(Samples.envelope(2));

    assertThat(EntityDifference.of(before, after))
        .containsExactly(new FieldChange("value", "(secret)", "(secret)"));
  }
}
