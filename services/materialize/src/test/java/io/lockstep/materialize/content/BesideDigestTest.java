package io.lockstep.materialize.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BesideDigestTest {
  private static final byte[] BYTES = new byte[1_000_000];

  static {
    new Random(9).nextBytes(BYTES);
  }

  private static String expected() {
    var digest = Digests.sha256();
    digest.update(BYTES);
    return Digests.hex(digest);
  }

  /** In parts of a length, with as few buffers as are enough. */
  private static String hash(Executor threads, int length) {
    BesideDigest digest = new BesideDigest(threads);
    byte[][] buffers = new byte[BesideDigest.BUFFERS][length];
    for (int from = 0; from < BYTES.length; from += length) {
      byte[] buffer = buffers[from / length % buffers.length];
      int part = Math.min(length, BYTES.length - from);
      System.arraycopy(BYTES, from, buffer, 0, part);
      digest.update(ByteBuffer.wrap(buffer, 0, part));
    }
    return digest.hex();
  }

  @Test
  void isTheHashOfAllInTheirOrder() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      assertThat(hash(threads, 100_000)).isEqualTo(expected());
      assertThat(hash(threads, 1_000)).isEqualTo(expected());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void mixesLongPartsWithShortOnes() {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      BesideDigest digest = new BesideDigest(threads);
      for (int from = 0, part = 1; from < BYTES.length; from += part, part = part * 7 % 90_001) {
        digest.update(ByteBuffer.wrap(BYTES, from, Math.min(part, BYTES.length - from)));
      }
      assertThat(digest.hex()).isEqualTo(expected());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void beginsAnewOnceItWasReset() {
    BesideDigest digest = new BesideDigest(Runnable::run);
    digest.update(ByteBuffer.wrap(BYTES, 0, 500_000));
    digest.reset();

    digest.update(ByteBuffer.wrap(BYTES));

    assertThat(digest.hex()).isEqualTo(expected());
  }

  @Test
  void tellsThatTheLastBytesCouldNotBeHashed() {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Executor each : List.<Executor>of(threads, Runnable::run, task -> {})) {
        BesideDigest digest = new BesideDigest(each, new Failing());
        digest.update(ByteBuffer.wrap(BYTES));

        assertThatThrownBy(digest::hex).hasMessage("bytes cannot be hashed");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Takes nothing. */
  private static final class Failing extends MessageDigest {
    Failing() {
      super("failing");
    }

    @Override
    protected void engineUpdate(byte input) {
      throw new StackOverflowError();
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      throw new StackOverflowError();
    }

    @Override
    protected byte[] engineDigest() {
      return new byte[0];
    }

    @Override
    protected void engineReset() {
      // has nothing
    }
  }

  @Test
  void doesItselfWhatNobodyBegins() {
    assertThat(hash(task -> {}, 100_000)).isEqualTo(expected());
  }

  @Test
  void goesOnWhereNobodyHelpsAnyMore() {
    Executor closed =
        task -> {
          throw new RejectedExecutionException();
        };

    assertThat(hash(closed, 100_000)).isEqualTo(expected());
  }
}
