package io.lockstep.materialize.profile.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.profile.Sample;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a text is, it is read or refused with problems; seeded. */
class ProfileReaderFuzzTest {
  private static final String SPICE = "{}[]:,-?&*!|>'\"%@`#=\t\n \\$[=[#if[/#\u0000\uD800é0";
  private final ProfileReader reader = new ProfileReader();

  @Test
  void garbageIsRefusedAndNeverThrownAt() {
    Random random = new Random(20_261_126);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(80); length > 0; length--) {
        text.append(SPICE.charAt(random.nextInt(SPICE.length())));
      }

      assertThat(reader.read(text.toString()).problems()).as("%s", text).isNotEmpty();
    }
  }

  @Test
  void aProfileThatIsDamagedIsReadOrRefused() {
    Random random = new Random(5);
    String shop = Sample.shop();
    int refused = 0;
    for (int i = 0; i < 1_500; i++) {
      ReadProfile read = reader.read(damaged(shop, random));

      assertThat(read.definition().isPresent()).isEqualTo(read.problems().isEmpty());
      refused += read.problems().isEmpty() ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(300);
  }

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(4)) {
        case 0 -> damaged.deleteCharAt(at);
        case 1 -> damaged.insert(at, SPICE.charAt(random.nextInt(SPICE.length())));
        case 2 -> damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(60)));
        default -> {
          int from = random.nextInt(damaged.length());
          damaged.insert(
              at, damaged.substring(from, Math.min(damaged.length(), from + random.nextInt(60))));
        }
      }
    }
    return damaged.toString();
  }
}
