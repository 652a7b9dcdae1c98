package io.lockstep.state.image;

import io.lockstep.schema.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * SHA-256 over an entity's key, its revision and the Avro encoding of its state.
 *
 * <p>Fields that a later format level adds are written only once every member reads that level, so
 * members of different versions hash the same bytes. Not thread-safe.
 */
final class EntityHasher {
  private static final Schema PAYLOAD = Event.getClassSchema().getField("payload").schema();

  private final MessageDigest sha256;
  private final SpecificDatumWriter<Object> writer =
      new SpecificDatumWriter<>(PAYLOAD, SpecificData.getForClass(Event.class));
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private BinaryEncoder encoder;

  EntityHasher() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  Digest hash(String key, Event event) {
    try {
      bytes.reset();
      encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
      writer.write(event.getPayload(), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // never: the stream is in memory
    }
    sha256.update(key.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0);
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(event.getRevision()).flip());
    sha256.update(bytes.toByteArray());
    return Digest.of(sha256.digest());
  }
}
