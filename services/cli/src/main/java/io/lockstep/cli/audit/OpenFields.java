package io.lockstep.cli.audit;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Envelope;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The fields of a record without what an envelope seals, and without long bytes. */
final class OpenFields {
  /** Hashes and keys are shown; certificates and unknown bodies only counted. */
  private static final int SHOWN_BYTES = 64;

  private OpenFields() {}

  /** Field names and values that JSON can hold, in the order of the schema. */
  static Map<String, Object> of(SpecificRecord record) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Schema.Field field : record.getSchema().getFields()) {
      fields.put(field.name(), value(record.get(field.pos())));
    }
    if (record instanceof ConfigurationChanged set && set.getSealed() != null) {
      fields.put("value", null);
    }
    return fields;
  }

  private static Object value(Object value) {
    if (value instanceof Envelope envelope) {
      return Map.of("secretVersion", envelope.getSecretVersion());
    } else if (value instanceof SpecificRecord record) {
      return of(record);
    } else if (value instanceof Collection<?> collection) {
      return collection.stream().map(OpenFields::value).toList();
    } else if (value instanceof Map<?, ?> map) {
      return new TreeMap<Object, Object>(map);
    } else if (value instanceof ByteBuffer bytes) {
      return bytes(bytes);
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    return value.toString();
  }

  private static Object bytes(ByteBuffer bytes) {
    if (bytes.remaining() > SHOWN_BYTES) {
      return Map.of("bytes", bytes.remaining());
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return HexFormat.of().formatHex(copy);
  }
}
