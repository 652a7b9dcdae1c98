package io.lockstep.state.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DigestTest {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  @Test
  void sumsAndDifferencesAreThoseOfNumbersModulo2To256() {
    List<Digest> digests = digests();
    for (Digest x : digests) {
      for (Digest y : digests) {
        assertThat(number(x.plus(y))).isEqualTo(number(x).add(number(y)).mod(MODULUS));
        assertThat(number(x.minus(y))).isEqualTo(number(x).subtract(number(y)).mod(MODULUS));
        assertThat(x.plus(y).minus(y)).isEqualTo(x);
        assertThat(x.plus(y)).isEqualTo(y.plus(x));
      }
    }
  }

  @Test
  void bytesAndHexAreReadBack() {
    for (Digest digest : digests()) {
      assertThat(Digest.of(digest.bytes())).isEqualTo(digest).hasSameHashCodeAs(digest);
      assertThat(digest.hex()).matches("[0-9a-f]{64}").hasToString(digest.toString());
      assertThat(new BigInteger(digest.hex(), 16)).isEqualTo(number(digest));
    }
  }

  @Test
  void readingABufferLeavesItsPosition() {
    ByteBuffer buffer = ByteBuffer.allocate(40).position(8);
    buffer.put(39, (byte) 1);

    Digest digest = Digest.of(buffer);

    assertThat(digest.hex()).endsWith("01");
    assertThat(buffer.position()).isEqualTo(8);
  }

  @Test
  void bytesAreTheCallersOwn() {
    Digest digest = Digest.of(new byte[32]);

    digest.bytes()[0] = 1;

    assertThat(digest).isEqualTo(Digest.ZERO);
  }

  @Test
  void anotherLengthIsRefused() {
    assertThatThrownBy(() -> Digest.of(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a digest has 32 bytes, not 31");
  }

  /** All combinations of words at the edges of carrying, and random ones. */
  private static List<Digest> digests() {
    long[] edges = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE};
    List<Digest> digests = new ArrayList<>();
    for (long a : new long[] {0, -1}) {
      for (long b : edges) {
        for (long c : edges) {
          for (long d : edges) {
            digests.add(digest(a, b, c, d));
          }
        }
      }
    }
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50; i++) {
      digests.add(
          digest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()));
    }
    return digests;
  }

  private static Digest digest(long a, long b, long c, long d) {
    return Digest.of(ByteBuffer.allocate(32).putLong(a).putLong(b).putLong(c).putLong(d).flip());
  }

  private static BigInteger number(Digest digest) {
    return new BigInteger(1, digest.bytes());
  }
}
