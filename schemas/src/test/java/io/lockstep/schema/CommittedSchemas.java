package io.lockstep.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** The committed versions of the schemas, and whether a schema goes with them. */
final class CommittedSchemas {
  static final Path FOLDER = Path.of("src/main/resources/io/lockstep/schema");

  private CommittedSchemas() {}

  /** Versions of a schema by number; read from the sources, so that none is forgotten. */
  static SortedMap<Integer, Schema> versions(String name) {
    SortedMap<Integer, Schema> versions = new TreeMap<>();
    try (Stream<Path> folders = Files.list(FOLDER)) {
      for (Path folder : folders.toList()) {
        Path file = folder.resolve(name + ".avsc");
        if (Files.exists(file)) {
          int version = Integer.parseInt(folder.getFileName().toString().substring(1));
          versions.put(version, new Schema.Parser().parse(Files.readString(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }

  /** Why a schema and an earlier one cannot read each other's records; empty if they can. */
  static Optional<String> incompatibility(Schema current, Schema earlier) {
    return problem("the current schema cannot read records of it", current, earlier)
        .or(() -> problem("it cannot read records of the current schema", earlier, current));
  }

  private static Optional<String> problem(String what, Schema reader, Schema writer) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    if (result.getType() == SchemaCompatibilityType.COMPATIBLE) {
      return Optional.empty();
    }
    List<String> places =
        result.getResult().getIncompatibilities().stream()
            .map(at -> at.getType() + " at " + at.getLocation() + ": " + at.getMessage())
            .toList();
    return Optional.of(what + ": " + String.join("; ", places));
  }

  /** Keeps a schema where it can be copied from to commit it as a new version. */
  static Path propose(Schema schema) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "proposed-schemas"));
      return Files.writeString(
          folder.resolve(schema.getName() + ".avsc"), schema.toString(true) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
