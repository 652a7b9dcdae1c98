package io.lockstep.state.image;

import io.lockstep.schema.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Events as bytes: what {@link CanonicalEncoder} makes of them without MAC and digest. A fraction
 * of the memory of objects, and one object to collect instead of many. Used by one thread.
 */
final class PackedEvents {
  private static final ThreadLocal<PackedEvents> OF_THREAD =
      ThreadLocal.withInitial(PackedEvents::new);

  /** Length of a MAC, and of a digest. */
  private static final int PROOF_BYTES = 32;

  /** A field that has one: its branch, its length, its bytes. */
  private static final int PROOF_FIELD_BYTES = 2 + PROOF_BYTES;

  private final CanonicalEncoder encoder = new CanonicalEncoder(Event.getClassSchema());
  private final DatumReader<Event> reader = new SpecificDatumReader<>(Event.class);
  private final EncodedPayload payload = new EncodedPayload();
  private BinaryDecoder decoder;

  /** This thread's. */
  static PackedEvents here() {
    return OF_THREAD.get();
  }

  /**
   * An event as {@link MacFree#of} leaves it.
   *
   * @param encoding of the event with this version's schema, in an array; null if it is not known
   */
  byte[] pack(Event event, ByteBuffer encoding) {
    return encoding != null
            && EncodedPayload.isCanonical(event)
            && isUsual(event.getMac())
            && isUsual(event.getDigest())
        ? cut(encoding, event.getDigest() != null, event.getMac() != null)
        : encoder.encode(MacFree.of(event));
  }

  private static boolean isUsual(ByteBuffer proof) {
    return proof == null || proof.remaining() == PROOF_BYTES;
  }

  /** The fields behind the state are: the digest, the version of the MAC, the MAC. */
  private byte[] cut(ByteBuffer encoding, boolean digest, boolean mac) {
    byte[] bytes = encoding.array();
    int from = encoding.arrayOffset() + encoding.position();
    int last = from + encoding.remaining() - (mac ? PROOF_FIELD_BYTES : 1);
    byte[] packed;
    if (digest) {
      int end = encoding.arrayOffset() + payload.find(encoding).limit();
      int version = end + PROOF_FIELD_BYTES;
      packed = new byte[end - from + 1 + last - version + 1]; // null is a byte of 0
      System.arraycopy(bytes, from, packed, 0, end - from);
      System.arraycopy(bytes, version, packed, end - from + 1, last - version);
    } else {
      packed = Arrays.copyOfRange(bytes, from, last + 1);
      packed[packed.length - 1] = 0;
    }
    return packed;
  }

  /** The event that was packed, made anew. */
  Event unpack(byte[] packed) {
    decoder = DecoderFactory.get().binaryDecoder(packed, decoder);
    try {
      return reader.read(null, decoder);
    } catch (IOException e) {
      throw new UncheckedIOException("an event that was packed cannot be unpacked", e);
    }
  }
}
