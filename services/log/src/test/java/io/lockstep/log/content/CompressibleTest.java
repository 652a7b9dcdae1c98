package io.lockstep.log.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompressibleTest {
  @Test
  void whatIsRandomIsNot() {
    byte[] bytes = new byte[128 * 1024];
    new Random(1).nextBytes(bytes);

    assertThat(Compressible.is(ByteBuffer.wrap(bytes))).isFalse();
  }

  @Test
  void textIs() {
    byte[] text =
        "<server><port>9443</port></server>\n".repeat(200).getBytes(StandardCharsets.UTF_8);

    assertThat(Compressible.is(ByteBuffer.wrap(text))).isTrue();
  }

  @Test
  void leavesThePositionWhereItWas() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[10_000]).position(100);

    Compressible.is(bytes);

    assertThat(bytes.position()).isEqualTo(100);
  }
}
