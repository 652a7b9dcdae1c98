package io.lockstep.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.CertificateRemoved;
import io.lockstep.schema.CertificateView;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.ConfigurationView;
import io.lockstep.schema.ContentRemoved;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.MemberView;
import io.lockstep.schema.NodeChanged;
import io.lockstep.schema.NodeDrained;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.NodeRemoved;
import io.lockstep.schema.NodeResumed;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.PromotionOrderChanged;
import io.lockstep.schema.PromotionView;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.topology.testing.Given;
import io.lockstep.topology.testing.StatusDriver;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TypedViewsTest {
  private final StatusDriver driver = new StatusDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  private <T> KeyValue<String, T> only(TopicContract topic) {
    List<KeyValue<String, T>> told = driver.told(topic);
    assertThat(told).hasSize(1);
    return told.get(0);
  }

  @Test
  void aParameterIsShownWithWhoSetItAndWhen() {
    driver.set("Cluster.mode", "active");

    KeyValue<String, ConfigurationView> told = only(TopicContract.CONFIGURATION);

    assertThat(told.key).isEqualTo("configuration/Cluster.mode");
    assertThat(told.value.getKey()).isEqualTo("Cluster.mode");
    assertThat(told.value.getScope()).isEqualTo("shared");
    assertThat(told.value.getValue()).isEqualTo("active");
    assertThat(told.value.getSource().getActor()).isEqualTo("alice");
    assertThat(told.value.getSource().getRevision()).isEqualTo(1);
    assertThat(told.value.getSource().getChangeId()).isEqualTo("change-1");
  }

  @Test
  void scopesHaveKeysOfTheirOwn() {
    driver.event("configuration/a@node:n1", new ConfigurationChanged("a", "node:n1", "1", null));

    KeyValue<String, ConfigurationView> told = only(TopicContract.CONFIGURATION);

    assertThat(told.key).isEqualTo("configuration/a@node:n1");
    assertThat(told.value.getScope()).isEqualTo("node:n1");
  }

  @Test
  void aSecretIsNotShown() {
    driver.event("configuration/password", Given.secret("password"));

    KeyValue<String, ConfigurationView> told = only(TopicContract.CONFIGURATION);

    assertThat(told.value.getSecret()).isTrue();
    assertThat(told.value.getValue()).isNull();
  }

  @Test
  void aParameterThatIsTakenAwayIsATombstone() {
    driver.event("configuration/a", new ConfigurationRemoved("a", "shared"));

    assertThat(only(TopicContract.CONFIGURATION)).isEqualTo(KeyValue.pair("configuration/a", null));
  }

  @Test
  void aTombstoneOfTheLogIsATombstoneOfTheView() {
    driver.record("configuration/a", null);
    driver.record("node/n1", null);
    driver.record("content/f/x", null);

    assertThat(only(TopicContract.CONFIGURATION)).isEqualTo(KeyValue.pair("configuration/a", null));
    assertThat(only(TopicContract.MEMBERS)).isEqualTo(KeyValue.pair("node/n1", null));
  }

  @Test
  void aCertificateIsShownWithoutItsPrivateKey() {
    driver.event("certificate/admind", Given.certificate("admind", Duration.ofDays(90)));

    KeyValue<String, CertificateView> told = only(TopicContract.CERTIFICATES);

    assertThat(told.key).isEqualTo("certificate/admind");
    assertThat(told.value.getHasPrivateKey()).isTrue();
    assertThat(told.value.getChain()).hasSize(1);
    assertThat(told.value.getSubject()).isEqualTo("CN=admind");
    assertThat(told.value.getNotAfter()).isEqualTo(Given.START.plus(Duration.ofDays(90)));
  }

  @Test
  void aCertificateThatIsRemovedIsATombstone() {
    driver.event("certificate/admind", new CertificateRemoved("admind"));

    assertThat(only(TopicContract.CERTIFICATES))
        .isEqualTo(KeyValue.pair("certificate/admind", null));
  }

  @Test
  void aMemberIsShownThroughItsWholeLifeAndBeyond() {
    driver.event("node/n1", new NodeJoined(Given.member("n1")));
    driver.event("node/n1", new NodeChanged(Given.member("n1", "engine")));
    driver.event("node/n1", new NodeDrained(Given.member("n1", MemberState.DRAINED)));
    driver.event("node/n1", new NodeResumed(Given.member("n1")));
    driver.event("node/n1", new NodeRemoved(Given.member("n1", MemberState.REMOVED)));

    assertThat(driver.<MemberView>told(TopicContract.MEMBERS))
        .allMatch(told -> told.key.equals("node/n1"))
        .extracting(told -> told.value.getMember().getState())
        .containsExactly(
            MemberState.ACTIVE,
            MemberState.ACTIVE,
            MemberState.DRAINED,
            MemberState.ACTIVE,
            MemberState.REMOVED);
  }

  @Test
  void theTermAndTheOrderAreShown() {
    driver.event("primary", Given.promoted("n1", 3));
    driver.event(
        "promotion-order",
        new PromotionOrderChanged(
            List.of(new PromotionEntry("n1.example", "https://n1", true, List.of())),
            List.of("# end")));

    List<KeyValue<String, PromotionView>> told = driver.told(TopicContract.PROMOTIONS);

    assertThat(told).extracting(record -> record.key).containsExactly("primary", "promotion-order");
    assertThat(told.get(0).value.getTerm().getNode()).isEqualTo("n1");
    assertThat(told.get(0).value.getTerm().getEpoch()).isEqualTo(3);
    assertThat(told.get(0).value.getOrder()).isNull();
    assertThat(told.get(1).value.getOrder().getEntries()).hasSize(1);
    assertThat(told.get(1).value.getOrder().getTrailer()).containsExactly("# end");
  }

  @Test
  void theOrderIsKeptUntilAnotherIsSet() {
    driver.event("promotion-order", order("n1"));
    driver.event("promotion-order", order("n2"));
    driver.event("promotion-order", Given.promoted("n3", 3));

    assertThat(driver.promotionOrder().getEntries())
        .extracting(PromotionEntry::getHost)
        .containsExactly("n2");
  }

  private static PromotionOrderChanged order(String host) {
    return new PromotionOrderChanged(
        List.of(new PromotionEntry(host, "https://" + host, true, List.of())), List.of());
  }

  @Test
  void anEventUnderTheKeyOfAnotherKindIsNotShown() {
    driver.event("node/n1", Given.set("a", "1"));
    driver.event("configuration/a", Given.promoted("n1", 1));
    driver.event("content/f/x", new ContentRemoved("f", "x"));

    for (TopicContract topic : TopicContract.ofStatus()) {
      if (topic != TopicContract.CLUSTER_STATUS) {
        assertThat(driver.told(topic)).isEmpty();
      }
    }
  }
}
