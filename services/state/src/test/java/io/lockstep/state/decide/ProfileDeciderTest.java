package io.lockstep.state.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Refusal;
import io.lockstep.schema.RemoveCertificate;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.state.decide.KnownParameter.Type;
import io.lockstep.state.decide.KnownParameter.Where;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProfileDeciderTest {
  private static final String PROFILES = "Cluster.profiles";
  private static final String TEXT = "Profile.shop";

  /** Knows standard, and shop where its text is not "bad"; "strict" takes fewer threads. */
  static final class Shop implements ProfileParameters {
    final AtomicInteger asked = new AtomicInteger();

    @Override
    public Optional<Map<String, KnownParameter>> of(String name, Optional<String> installed) {
      asked.incrementAndGet();
      if (name.equals("standard")) {
        return Optional.of(Map.of());
      }
      return installed.filter(text -> !text.equals("bad")).map(Shop::parameters);
    }

    private static Map<String, KnownParameter> parameters(String text) {
      return Map.of(
          "shop.threads",
          known(
              "shop.threads", Type.INTEGER, 1, text.equals("strict") ? 10 : 100, Where.ANY, false),
          "shop.port",
          known("shop.port", Type.INTEGER, 1, 65_535, Where.NODE, false),
          "shop.password",
          known("shop.password", Type.TEXT, 0, 0, Where.ANY, true),
          "shop.alias",
          known("shop.alias", Type.ALIAS, 0, 0, Where.ANY, false));
    }

    private static KnownParameter known(
        String key, Type type, long minimum, long maximum, Where where, boolean secret) {
      boolean number = type == Type.INTEGER;
      return new KnownParameter(
          key,
          type,
          null,
          number ? BigDecimal.valueOf(minimum) : null,
          number ? BigDecimal.valueOf(maximum) : null,
          List.of(),
          where,
          secret,
          null,
          "shop",
          "x.");
    }

    @Override
    public Optional<String> problem(String name, String text) {
      return text.equals("bad") ? Optional.of("line 1: it is bad; mend it") : Optional.empty();
    }
  }

  private final Shop shop = new Shop();
  private Cluster cluster;

  @BeforeEach
  void found() {
    cluster = Cluster.ofThree();
    cluster.profiles = shop;
  }

  private void use() {
    cluster.accept(Samples.set(TEXT, "good"), Samples.set(PROFILES, "shop"));
  }

  @Test
  void valuesAreFreeUntilAProfileKnowsThem() {
    cluster.accept(Samples.set("shop.threads", "many"));
    cluster.accept(Samples.set("shop.threads", "7"));
    use();

    Refusal refusal = cluster.refuse(Samples.set("shop.threads", "101"));

    assertThat(refusal.getCode()).isEqualTo(Codes.INVALID_VALUE);
    assertThat(refusal.getMessage())
        .isEqualTo("shop.threads cannot be \"101\": set it to a whole number from 1 to 100");
    cluster.accept(Samples.set("shop.threads", "100"));
  }

  @Test
  void aProfileIsInstalledUsedAndItsParametersSetInOneChangeOfAnyOrder() {
    cluster.accept(
        Samples.set("shop.threads", "9"),
        Samples.set(PROFILES, "standard,shop"),
        Samples.set(TEXT, "good"));
    cluster = Cluster.ofThree();
    cluster.profiles = shop;

    Refusal refusal =
        cluster.refuse(
            Samples.set(TEXT, "good"),
            Samples.set(PROFILES, "shop"),
            Samples.set("shop.threads", "0"));

    assertThat(refusal.getMessage())
        .contains("profile shop does not take", "shop.threads cannot be \"0\"", "from 1 to 100");
    assertThat(refusal.getEntity()).isEqualTo("configuration/shop.threads");
  }

  @Test
  void whatIsUsedExists() {
    assertThat(cluster.refuse(Samples.set(PROFILES, "standard,nosuch")).getMessage())
        .contains("there is no profile nosuch", "install it first");
    assertThat(cluster.refuse(Samples.set(PROFILES, "Shop, x")).getCode())
        .isEqualTo(Codes.INVALID_VALUE);
    cluster.accept(Samples.set(PROFILES, "node:n1", "standard"));
  }

  @Test
  void whatIsInstalledIsWithoutProblemsAndShared() {
    assertThat(cluster.refuse(Samples.set(TEXT, "bad")).getMessage())
        .isEqualTo("line 1: it is bad; mend it");
    assertThat(cluster.refuse(Samples.set(TEXT, "node:n1", "good")).getCode())
        .isEqualTo(Codes.SCOPE_NOT_ALLOWED);
  }

  @Test
  void whatIsInUseStays() {
    use();
    cluster.accept(Samples.set(PROFILES, "node:n2", "shop"));

    Refusal refusal = cluster.refuse(Samples.unset(TEXT));

    assertThat(refusal.getCode()).isEqualTo(Codes.PROFILE_IN_USE);
    assertThat(refusal.getMessage()).contains("profile shop is in use", "scope shared");
    cluster.accept(Samples.unset(PROFILES));
    assertThat(cluster.refuse(Samples.unset(TEXT)).getMessage()).contains("scope node:n2");
    cluster.accept(Samples.set(PROFILES, "node:n2", "standard"), Samples.unset(TEXT));
  }

  @Test
  void valuesThatWereThereHaveToFitWhatIsUsedNow() {
    cluster.accept(Samples.set("shop.threads", "node:n2", "50"));
    use();

    Refusal refusal = cluster.refuse(Samples.set(TEXT, "strict"));

    assertThat(refusal.getMessage())
        .contains("value that shop.threads has in scope node:n2", "from 1 to 10");
    assertThat(refusal.getEntity()).isEqualTo("configuration/Profile.shop");
    cluster.accept(Samples.set(TEXT, "strict"), Samples.set("shop.threads", "node:n2", "5"));
  }

  @Test
  void scopesSecretsAndAliasesAreAsTheProfileSays() {
    use();

    assertThat(cluster.refuse(Samples.set("shop.port", "1")).getMessage())
        .contains("each node's own");
    cluster.accept(Samples.set("shop.port", "node:n1", "1"));
    assertThat(cluster.refuse(Samples.set("shop.password", "x")).getMessage())
        .contains("was sent in the clear", "--secret");
    assertThat(cluster.refuse(Samples.set("shop.alias", "web")).getMessage())
        .contains("there is no such certificate");
    cluster.accept(Samples.importing("web", "a", false));
    cluster.accept(Samples.set("shop.alias", "web"));
    assertThat(cluster.refuse(new RemoveCertificate("web")).getCode())
        .isEqualTo(Codes.CERTIFICATE_IN_USE);
  }

  @Test
  void profilesAreLookedAtWhereTheyChangeAndNowhereElse() {
    use();
    int before = shop.asked.get();

    for (int i = 0; i < 100; i++) {
      cluster.accept(Samples.set("shop.threads", Integer.toString(1 + i % 50)));
    }

    assertThat(shop.asked.get()).isEqualTo(before);
    assertThat(cluster.refuse(Samples.set("shop.threads", "x")).getCode())
        .isEqualTo(Codes.INVALID_VALUE);
    SetConfiguration maintenance = Samples.set("Cluster.maintenance", "maybe");
    assertThat(cluster.refuse(maintenance).getMessage()).contains("one of off, on");
  }

  @Test
  void aPatternThatTriesTooMuchIsNoMatch() {
    BoundedPattern slow = new BoundedPattern("(a+)+b");

    assertThat(slow.matches("a".repeat(5_000))).isFalse();
    assertThat(slow.matches("aaab")).isTrue();
    assertThat(new BoundedPattern("(x|y)*").matches("x".repeat(16_000))).isIn(true, false);
  }
}
