package io.lockstep.log.codec;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;

/**
 * Finds the generated classes of {@code io.lockstep.schema}, and no others, by the names in a
 * schema. Avro itself refuses every class that was not declared trusted for the whole process.
 */
final class RecordData extends SpecificData {
  private static final String NAMESPACE = "io.lockstep.schema";

  private final Map<String, Optional<Class<?>>> classes = new ConcurrentHashMap<>();

  RecordData() {
    super(RecordData.class.getClassLoader());
    addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
  }

  @Override
  public Class<?> getClass(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED ->
          NAMESPACE.equals(schema.getNamespace())
              ? classes.computeIfAbsent(schema.getFullName(), this::find).orElse(null)
              : null;
      default -> super.getClass(schema);
    };
  }

  private Optional<Class<?>> find(String name) {
    try {
      return Optional.of(Class.forName(name, true, getClassLoader()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }
}
