package io.lockstep.log.journal;

import java.util.List;
import org.apache.avro.Schema;

/**
 * Goes over a value without reading it, as strictly as if it were read: lengths, indexes and block
 * counts must be possible. For schemas that do not refer to themselves. Immutable; any thread.
 */
interface Skipper {
  /**
   * Moves the cursor behind the value.
   *
   * @throws Cursor.MalformedException if there is no such value
   */
  void skip(Cursor cursor);

  /** One for values of a schema. */
  static Skipper of(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> cursor -> {};
      case BOOLEAN -> Skipper::skipBoolean;
      case INT -> Cursor::readInt;
      case LONG -> Cursor::readLong;
      case FLOAT -> cursor -> cursor.skip(Float.BYTES);
      case DOUBLE -> cursor -> cursor.skip(Double.BYTES);
      case STRING, BYTES -> cursor -> cursor.skip(cursor.readLength());
      case FIXED -> cursor -> cursor.skip(schema.getFixedSize());
      case ENUM -> symbol(schema.getEnumSymbols().size());
      case UNION -> union(schema.getTypes());
      case ARRAY -> blocks(of(schema.getElementType()));
      case MAP ->
          blocks(all(List.of(of(Schema.create(Schema.Type.STRING)), of(schema.getValueType()))));
      case RECORD -> all(schema.getFields().stream().map(field -> of(field.schema())).toList());
    };
  }

  private static void skipBoolean(Cursor cursor) {
    int value = cursor.readByte();
    if (value != 0 && value != 1) {
      throw new Cursor.MalformedException();
    }
  }

  private static Skipper symbol(int symbols) {
    return cursor -> cursor.readIndex(symbols);
  }

  private static Skipper union(List<Schema> branches) {
    Skipper[] skippers = branches.stream().map(Skipper::of).toArray(Skipper[]::new);
    return cursor -> skippers[cursor.readIndex(skippers.length)].skip(cursor);
  }

  private static Skipper all(List<Skipper> parts) {
    Skipper[] skippers = parts.toArray(Skipper[]::new);
    return cursor -> {
      for (Skipper skipper : skippers) {
        skipper.skip(cursor);
      }
    };
  }

  /** Blocks until an empty one; a negative count has the block's length in bytes behind it. */
  private static Skipper blocks(Skipper element) {
    return cursor -> {
      for (long count = cursor.readLong(); count != 0; count = cursor.readLong()) {
        if (count < 0) {
          cursor.readLong();
          count = -count;
        }
        if (count < 0) {
          throw new Cursor.MalformedException(); // the least long has no positive
        }
        for (long i = 0; i < count; i++) {
          element.skip(cursor);
        }
      }
    };
  }
}
