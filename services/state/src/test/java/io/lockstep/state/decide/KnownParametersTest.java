package io.lockstep.state.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownParametersTest {
  static Stream<KnownParameter> all() {
    return KnownParameters.all().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyOneSaysWhatItIsAndItsDefaultIsValid(KnownParameter parameter) {
    assertThat(parameter.text()).isNotBlank().endsWith(".");
    assertThat(parameter.bounds()).isNotBlank();
    assertThat(parameter.problem(parameter.defaultValue())).isEmpty();
    assertThat(KnownParameters.get(parameter.key())).containsSame(parameter);
    Cluster cluster = Cluster.ofOne();
    cluster.accept(Samples.importing("admind", "a", false));
    assertThat(cluster.accept(Samples.set(parameter.key(), parameter.defaultValue()))).hasSize(1);
  }

  @Test
  void theyAreOrderedByName() {
    assertThat(KnownParameters.all())
        .extracting(KnownParameter::key)
        .isSorted()
        .doesNotHaveDuplicates()
        .contains(
            "Cluster.mode",
            "Cluster.connectionTimeout",
            "Cluster.failback",
            "Cluster.enable.SSL",
            "Cluster.Crypto.Alias",
            "Cluster.maximumClockSkew",
            "Cluster.ThreadPools.ThreadPool.GeneralMessageProcessing.maxThreads");
  }

  @Test
  void theHoldersOfEachRoleHaveOneOfTheirOwn() {
    KnownParameter holders = KnownParameters.get("Cluster.minimumHolders.gateway").orElseThrow();

    assertThat(holders.key()).isEqualTo("Cluster.minimumHolders.gateway");
    assertThat(holders.problem("2")).isEmpty();
    assertThat(holders.problem("two")).isPresent();
    assertThat(KnownParameters.get("Cluster.minimumHolders.")).isEmpty();
  }

  @Test
  void theirDefaultsAreThoseOfTheDesign() {
    ClusterImage image = ClusterImage.EMPTY;

    assertThat(KnownParameters.shared(image, KnownParameters.CONNECTION_TIMEOUT))
        .isEqualTo("10000");
    assertThat(KnownParameters.shared(image, KnownParameters.FAILBACK)).isEqualTo("manual");
    assertThat(KnownParameters.shared(image, KnownParameters.ENABLE_SSL)).isEqualTo("true");
    assertThat(KnownParameters.shared(image, KnownParameters.MAXIMUM_CLOCK_SKEW)).isEqualTo("5000");
  }

  @Test
  void aValueThatWasSetHoldsInsteadOfTheDefault() {
    Cluster cluster = Cluster.ofOne();
    cluster.accept(Samples.set("Cluster.failback", "preferred"));

    assertThat(KnownParameters.shared(cluster.image(), KnownParameters.FAILBACK))
        .isEqualTo("preferred");
  }

  @Test
  void numbersHaveOneSpellingEach() {
    KnownParameter number = KnownParameter.integer("n", 0, -10, Long.MAX_VALUE, true, "A number.");

    for (String value : List.of("0", "-10", "-1", "7", "999999999999999999")) {
      assertThat(number.problem(value)).isEmpty();
    }
    for (String value :
        List.of("-0", "00", "+1", "01", "-11", "1 ", "9999999999999999999", "1_0", "-", "١")) {
      assertThat(number.problem(value)).isPresent();
    }
  }

  @Test
  void aNumberWithAnExponentIsToldHowToSpellIt() {
    KnownParameter rate =
        new KnownParameter(
            "rate",
            KnownParameter.Type.NUMBER,
            "0.5",
            null,
            null,
            List.of(),
            KnownParameter.Where.ANY,
            false,
            null,
            "shop",
            "A rate.");
    KnownParameter whole = KnownParameter.integer("n", 0, 0, 10_000, true, "A number.");

    for (String value : List.of("1e3", "-1.5E+2")) {
      assertThat(rate.problem(value))
          .contains(
              "rate cannot be \"%s\": set it to a number, without an exponent, such as 1000 and not 1e3 (default 0.5)"
                  .formatted(value));
    }
    assertThat(whole.problem("1e3").orElseThrow()).contains("from 0 to 10000, without an exponent");
    assertThat(rate.problem("fast").orElseThrow()).doesNotContain("exponent");
  }
}
