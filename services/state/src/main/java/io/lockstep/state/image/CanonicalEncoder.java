package io.lockstep.state.image;

import io.lockstep.schema.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Avro's binary encoding with the entries of maps ordered by key, so that equal records have equal
 * bytes whatever kind of map they hold. What is hashed must be encoded by this. Used by one thread.
 */
public final class CanonicalEncoder {
  private static final SpecificData DATA = SpecificData.getForClass(Event.class);

  private final SpecificDatumWriter<Object> writer;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private BinaryEncoder encoder;

  /** An encoder of events, or of what they hold. */
  public CanonicalEncoder(Schema schema) {
    writer = new OrderedWriter(schema);
  }

  /** The encoding of a record; the caller's own. */
  public byte[] encode(Object datum) {
    try {
      bytes.reset();
      encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
      writer.write(datum, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // never: the stream is in memory
    }
  }

  private static final class OrderedWriter extends SpecificDatumWriter<Object> {
    OrderedWriter(Schema schema) {
      super(schema, DATA);
    }

    @Override
    protected Iterable<Map.Entry<Object, Object>> getMapEntries(Object map) {
      return new TreeMap<Object, Object>((Map<?, ?>) map).entrySet();
    }
  }
}
