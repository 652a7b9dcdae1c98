package io.lockstep.log.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FreshChunksTest {
  private static final int SHORT = FreshChunks.LONG;
  private static final int LONG = FreshChunks.LONG + 1;

  private final FreshChunks fresh = new FreshChunks(4L * (ContentLog.MAX_CHUNK + 300));

  private static ChunkHash hash(long number) {
    return new ChunkHash(number, 0, 0, 0);
  }

  @Test
  void givesLongOnesOnceAndShortOnesAgain() {
    fresh.keep(hash(1), new byte[LONG]);
    fresh.keep(hash(2), new byte[SHORT]);

    assertThat(fresh.length(hash(1))).isEqualTo(LONG);
    assertThat(fresh.get(hash(1))).hasSize(LONG);
    assertThat(fresh.take(hash(1))).hasSize(LONG);
    assertThat(fresh.take(hash(1))).isNull();
    assertThat(fresh.length(hash(1))).isNegative();
    assertThat(fresh.take(hash(2))).hasSize(SHORT);
    assertThat(fresh.take(hash(2))).hasSize(SHORT);
  }

  @Test
  void forgetsWhatCameFirstWhereThereIsNoRoom() {
    for (int number = 0; number < 5; number++) {
      fresh.keep(hash(number), new byte[LONG]);
      fresh.keep(hash(4), new byte[LONG]); // the same again takes no more room
    }

    assertThat(fresh.get(hash(0))).isNull();
    assertThat(fresh.get(hash(1))).isNotNull();
    assertThat(fresh.get(hash(4))).isNotNull();
  }

  @Test
  void mixesNothingUpWhenRoomIsUsedAgain() {
    Random random = new Random(7);
    Map<ChunkHash, byte[]> given = new HashMap<>();
    Map<ChunkHash, byte[]> taken = new HashMap<>();
    for (int number = 0; number < 300; number++) {
      byte[] bytes = new byte[1 + random.nextInt(ContentLog.MAX_CHUNK)];
      random.nextBytes(bytes);
      given.put(hash(number), bytes.clone());
      fresh.keep(hash(number), bytes);
      int asked = number - random.nextInt(3);
      byte[] found = fresh.take(hash(asked));
      if (found != null) {
        taken.put(hash(asked), found);
      }
      if (random.nextInt(20) == 0) {
        fresh.clear();
      }
    }

    assertThat(taken).hasSizeGreaterThan(100);
    taken.forEach((hash, bytes) -> assertThat(bytes).isEqualTo(given.get(hash)));
  }
}
