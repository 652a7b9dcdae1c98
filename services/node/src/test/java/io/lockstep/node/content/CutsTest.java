package io.lockstep.node.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.content.ChunkHash;
import io.lockstep.schema.ContentPiece;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CutsTest {
  private final List<ContentPiece> before =
      IntStream.range(0, 4).mapToObj(i -> new ContentPiece(hash(i).bytes(), 100 + i)).toList();
  private final Cuts cuts = new Cuts(before);

  private static ChunkHash hash(int number) {
    return new ChunkHash(number, 0, 0, 0);
  }

  @Test
  void expectsPieceAfterPieceButNotTheLast() {
    for (int i = 0; i < 3; i++) {
      assertThat(cuts.expected()).isEqualTo(100 + i);
      assertThat(cuts.isExpected(hash(i))).isTrue();
      cuts.took(hash(i), 100 + i);
    }
    assertThat(cuts.expected()).isZero();
  }

  @Test
  void goesOnBehindAPieceThatChangedAndKeptItsLength() {
    cuts.took(hash(77), 100);

    assertThat(cuts.expected()).isEqualTo(101);
  }

  @Test
  void waitsForAKnownPieceBehindAnInsertion() {
    cuts.took(hash(77), 50);
    assertThat(cuts.expected()).isZero();

    cuts.took(hash(1), 101);

    assertThat(cuts.expected()).isEqualTo(102);
  }

  @Test
  void expectsNothingWhereNothingIsKnown() {
    assertThat(new Cuts(List.of()).expected()).isZero();
  }
}
