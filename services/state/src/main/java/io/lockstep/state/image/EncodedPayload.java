package io.lockstep.state.image;

import io.lockstep.schema.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;

/**
 * Finds the state of an entity in the Avro encoding of an event, which saves encoding it anew. Only
 * where {@link CanonicalEncoder} would make the same bytes: states without maps. Used by one
 * thread.
 */
final class EncodedPayload {
  private static final Schema.Field FIELD = Event.getClassSchema().getField("payload");
  private static final List<Schema.Field> BEFORE =
      Event.getClassSchema().getFields().subList(0, FIELD.pos());
  private static final Set<Class<?>> WITHOUT_MAPS = withoutMaps();

  private BinaryDecoder decoder;

  /** Whether the encoding of the event's state is the same whoever encodes it. */
  static boolean isCanonical(Event event) {
    return WITHOUT_MAPS.contains(event.getPayload().getClass());
  }

  /**
   * The state's bytes, a view.
   *
   * @param event its encoding with this version's schema, from position to limit, in an array
   */
  ByteBuffer find(ByteBuffer event) {
    int begin = event.position();
    int size = event.remaining();
    decoder =
        DecoderFactory.get()
            .binaryDecoder(event.array(), event.arrayOffset() + begin, size, decoder);
    try {
      for (Schema.Field field : BEFORE) {
        GenericDatumReader.skip(field.schema(), decoder);
      }
      int from = size - left();
      GenericDatumReader.skip(FIELD.schema(), decoder);
      return event.duplicate().position(begin + from).limit(begin + size - left());
    } catch (IOException e) {
      throw new UncheckedIOException("no event, although it was read as one", e);
    }
  }

  private int left() throws IOException {
    return decoder.inputStream().available();
  }

  private static Set<Class<?>> withoutMaps() {
    Set<Class<?>> types = new HashSet<>();
    for (Schema type : FIELD.schema().getTypes()) {
      if (!hasMaps(type, new HashSet<>())) {
        types.add(SpecificData.get().getClass(type));
      }
    }
    return types;
  }

  private static boolean hasMaps(Schema schema, Set<Schema> seen) {
    return switch (schema.getType()) {
      case MAP -> true;
      case ARRAY -> hasMaps(schema.getElementType(), seen);
      case UNION -> schema.getTypes().stream().anyMatch(type -> hasMaps(type, seen));
      case RECORD ->
          seen.add(schema)
              && schema.getFields().stream().anyMatch(field -> hasMaps(field.schema(), seen));
      default -> false;
    };
  }
}
