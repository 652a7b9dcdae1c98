package io.lockstep.topology.serde;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** The committed versions of a record's schema: stores may hold records of each of them. */
final class EarlierSchemas {
  /** Numbers of versions are few; gaps occur, since a number is shared by all schemas. */
  private static final int HIGHEST = 99;

  private EarlierSchemas() {}

  static List<Schema> of(Class<?> type) {
    List<Schema> schemas = new ArrayList<>();
    for (int version = 1; version <= HIGHEST; version++) {
      String path = "/io/lockstep/schema/v" + version + "/" + type.getSimpleName() + ".avsc";
      try (InputStream file = type.getResourceAsStream(path)) {
        if (file != null) {
          schemas.add(new Schema.Parser().parse(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return schemas;
  }
}
