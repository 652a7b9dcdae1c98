package io.lockstep.state.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Event;
import io.lockstep.state.testing.Samples;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
  private static final Event EVENT = Samples.configurationEvent();

  private static final String[] PARTS = {
    "", "a", "ab", "b", "\u0000", "\u00FE", "\u00FF", "\u0100", "\uD83D\uDD12", "a long part"
  };

  @Test
  void isThatOfStrings() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 300; round++) {
      String prefix = "common/".repeat(random.nextInt(3));
      Set<String> keys = new HashSet<>();
      for (int left = random.nextInt(200); left > 0; left--) {
        StringBuilder key = new StringBuilder(prefix);
        for (int parts = random.nextInt(6); parts > 0; parts--) {
          key.append(PARTS[random.nextInt(PARTS.length)]);
        }
        keys.add(key.toString());
      }
      List<Entity> entities = new ArrayList<>();
      keys.forEach(
          key -> entities.add(Entity.of(key, PayloadType.of(EVENT), EVENT, null, Digest.ZERO)));

      assertThat(KeyOrder.of(entities))
          .extracting(Entity::key)
          .containsExactlyElementsOf(keys.stream().sorted().toList());
    }
  }
}
