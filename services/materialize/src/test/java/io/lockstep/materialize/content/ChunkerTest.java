package io.lockstep.materialize.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {
  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(42).nextBytes(bytes);
    return bytes;
  }

  private static List<byte[]> cut(byte[] bytes) throws IOException {
    Chunker chunker = new Chunker(Channels.newChannel(new ByteArrayInputStream(bytes)));
    List<byte[]> chunks = new ArrayList<>();
    for (ByteBuffer chunk = chunker.next(); chunk != null; chunk = chunker.next()) {
      byte[] copy = new byte[chunk.remaining()];
      chunk.get(copy);
      chunks.add(copy);
    }
    return chunks;
  }

  @Test
  void whatIsCutWhereItWasCutBeforeIsTheSame() throws IOException {
    byte[] bytes = random(3_000_000);
    List<byte[]> chunks = cut(bytes);
    BesideDigest whole = new BesideDigest(Runnable::run);
    Chunker chunker = new Chunker(Channels.newChannel(new ByteArrayInputStream(bytes)), whole);

    for (byte[] chunk : chunks.subList(0, chunks.size() - 1)) {
      ByteBuffer shown = chunker.peek(chunk.length);
      assertThat(shown).isEqualTo(ByteBuffer.wrap(chunk));
      chunker.skip(chunk.length);
    }

    byte[] last = chunks.get(chunks.size() - 1);
    assertThat(chunker.peek(last.length)).as("the end is no cut").isNull();
    assertThat(chunker.next()).isEqualTo(ByteBuffer.wrap(last));
    assertThat(chunker.next()).isNull();
    assertThat(whole.hex()).isEqualTo(Digests.hex(sha256(bytes)));
  }

  @Test
  void theWholeIsHashedByAnotherThreadWhileItIsCut() throws IOException {
    byte[] bytes = random(20_000_000);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      BesideDigest whole = new BesideDigest(other);
      Chunker chunker = new Chunker(Channels.newChannel(new ByteArrayInputStream(bytes)), whole);
      MessageDigest pieces = Digests.sha256();
      for (ByteBuffer chunk = chunker.next(); chunk != null; chunk = chunker.next()) {
        pieces.update(chunk);
      }

      assertThat(whole.hex()).isEqualTo(Digests.hex(sha256(bytes)));
      assertThat(Digests.hex(pieces)).isEqualTo(Digests.hex(sha256(bytes)));
    } finally {
      other.shutdownNow();
    }
  }

  private static MessageDigest sha256(byte[] bytes) {
    MessageDigest digest = Digests.sha256();
    digest.update(bytes);
    return digest;
  }

  private static Set<Integer> hashes(List<byte[]> chunks) {
    Set<Integer> hashes = new HashSet<>();
    chunks.forEach(chunk -> hashes.add(Arrays.hashCode(chunk)));
    return hashes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, Chunker.MIN, Chunker.MIN + 1, Chunker.MAX, 3_000_000})
  void theChunksAreTheWholeAndNoneIsTooLongOrTooShort(int size) throws IOException {
    byte[] bytes = random(size);

    List<byte[]> chunks = cut(bytes);

    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    chunks.forEach(whole::writeBytes);
    assertThat(whole.toByteArray()).isEqualTo(bytes);
    assertThat(chunks).allMatch(chunk -> chunk.length <= Chunker.MAX);
    assertThat(chunks.subList(0, Math.max(0, chunks.size() - 1)))
        .allMatch(chunk -> chunk.length > Chunker.MIN);
  }

  @Test
  void chunksAreAboutAsLongAsTheyShall() throws IOException {
    byte[] bytes = random(32_000_000);

    assertThat(bytes.length / cut(bytes).size()).isBetween(100_000, 170_000);
  }

  @Test
  void bytesThatAreAllAlikeAreCutAtTheLongest() throws IOException {
    assertThat(cut(new byte[1_000_000])).hasSize(4);
  }

  @Test
  void aChangedByteChangesOneOrTwoChunks() throws IOException {
    byte[] bytes = random(16_000_000);
    Set<Integer> before = hashes(cut(bytes));
    bytes[8_000_000]++;

    Set<Integer> after = hashes(cut(bytes));

    after.removeAll(before);
    assertThat(after).hasSizeBetween(1, 2);
  }

  @Test
  void anInsertionLeavesTheChunksBehindItAlone() throws IOException {
    byte[] bytes = random(16_000_000);
    Set<Integer> before = hashes(cut(bytes));
    byte[] longer = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, longer, 0, 5_000_000);
    System.arraycopy(bytes, 5_000_000, longer, 5_000_001, bytes.length - 5_000_000);

    Set<Integer> after = hashes(cut(longer));

    after.removeAll(before);
    assertThat(after).hasSizeBetween(1, 4);
  }

  @Test
  void cutsTheSameForEver() throws IOException {
    assertThat(cut(random(1_000_000)).stream().map(chunk -> chunk.length))
        .containsExactly(156_515, 135_055, 145_743, 141_021, 151_055, 166_976, 103_635);
  }
}
