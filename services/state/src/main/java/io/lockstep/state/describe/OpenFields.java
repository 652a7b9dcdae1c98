package io.lockstep.state.describe;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.SecretVersion;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The fields of a record without what is sealed, and without long bytes. */
public final class OpenFields {
  /** Stands where a secret is. */
  public static final String SECRET = "(secret)";

  /** Hashes and keys are shown; unknown bodies only counted. */
  private static final int SHOWN_BYTES = 64;

  private OpenFields() {}

  /**
   * Field names and values that JSON can hold (texts, numbers, truth values, null, lists and maps
   * of them), in the order of the schema.
   */
  public static Map<String, Object> of(SpecificRecord record) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Schema.Field field : record.getSchema().getFields()) {
      fields.put(field.name(), value(record.get(field.pos())));
    }
    if (record instanceof ConfigurationChanged set && set.getSealed() != null) {
      fields.put("value", SECRET);
    } else if (record instanceof SecretVersion secret) {
      Map<String, Object> sealedFor = new TreeMap<>();
      secret.getSealedFor().keySet().forEach(node -> sealedFor.put(node, SECRET));
      fields.put("sealedFor", sealedFor);
    }
    return fields;
  }

  /**
   * As {@link #of}, of the entity itself: where a payload only wraps it, such as a joined member,
   * the fields are the member's.
   */
  public static Map<String, Object> ofEntity(SpecificRecord payload) {
    return of(inner(payload));
  }

  /** What a payload says of its entity. */
  static SpecificRecord inner(SpecificRecord payload) {
    return payload.getSchema().getFields().size() == 1
            && payload.get(0) instanceof SpecificRecord wrapped
        ? wrapped
        : payload;
  }

  /** A field's value as JSON can hold it. */
  static Object value(Object value) {
    if (value instanceof Envelope) {
      return SECRET;
    } else if (value instanceof SpecificRecord record) {
      return of(record);
    } else if (value instanceof Collection<?> collection) {
      return collection.stream().map(OpenFields::value).toList();
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Object> ordered = new TreeMap<>();
      map.forEach((key, each) -> ordered.put(key.toString(), value(each)));
      return ordered;
    } else if (value instanceof ByteBuffer bytes) {
      return bytes(bytes);
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    return value.toString();
  }

  private static Object bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes.length > SHOWN_BYTES
        ? CertificateFields.of(bytes).orElseGet(() -> Map.of("bytes", bytes.length))
        : HexFormat.of().formatHex(bytes);
  }
}
