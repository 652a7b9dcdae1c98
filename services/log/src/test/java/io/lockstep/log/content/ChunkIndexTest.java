package io.lockstep.log.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.content.ChunkHash.Place;
import org.junit.jupiter.api.Test;

class ChunkIndexTest {
  private static final int CHUNK = 1000;

  private final ChunkIndex index = new ChunkIndex(3 * (CHUNK + 300));

  private static ChunkHash hash(long number) {
    return new ChunkHash(number, 0, 0, 0);
  }

  private static Place place(long number) {
    return new Place(hash(number), 0);
  }

  private void wrote(long number, long offset) {
    index.sending(place(number));
    index.sent(place(number), offset);
  }

  @Test
  void goesOnBehindWhatTheNodeWroteItself() {
    wrote(1, 10);
    wrote(2, 11);
    wrote(3, 13);

    assertThat(index.behindOwn(9)).isEqualTo(9);
    assertThat(index.behindOwn(10)).isEqualTo(12);
    assertThat(index.behindOwn(12)).isEqualTo(12); // somebody else's
    assertThat(index.behindOwn(13)).isEqualTo(14);
  }

  @Test
  void knowsWhatIsUnderWay() {
    index.sending(place(1));
    assertThat(index.isSending()).isTrue();
    assertThat(index.isOwn(place(1), 10)).isTrue();

    index.sent(place(1), 10);

    assertThat(index.isSending()).isFalse();
    assertThat(index.offset(hash(1), 0)).isEqualTo(10);
  }

  @Test
  void whatWasNotWrittenIsNowhere() {
    index.sending(place(1));
    index.sent(place(1), -1);

    assertThat(index.isSending()).isFalse();
    assertThat(index.offset(hash(1), 0)).isNull();
    assertThat(index.behindOwn(0)).isZero();
  }

  @Test
  void whatCameFirstGoesFirst() {
    for (int number = 0; number < 4; number++) {
      index.keep(hash(number), new byte[CHUNK]);
      index.kept(hash(0)); // asked for or not
    }

    assertThat(index.kept(hash(0))).isNull();
    assertThat(index.kept(hash(3))).isNotNull();
  }
}
