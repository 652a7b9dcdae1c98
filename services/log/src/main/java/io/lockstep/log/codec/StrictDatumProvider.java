package io.lockstep.log.codec;

import io.apicurio.registry.serde.avro.AvroDatumProvider;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads generated records of one schema, whatever version they were written with, and refuses bytes
 * after the record.
 *
 * <p>Stands in for Apicurio's own provider, which keeps readers by the schema's name: two versions
 * of a record in one topic would both be read as the version that came first.
 */
public final class StrictDatumProvider<T extends SpecificRecord> implements AvroDatumProvider<T> {
  /** Setting that holds the schema to read and write. */
  static final String SCHEMA = "lockstep.schema";

  private Schema expected;
  private DatumWriter<T> writer;

  /**
   * Of each thread its own: Avro's reader is quick on the thread that made it, for others it looks
   * its resolver up in weak maps with each record. By the schema object, since to compare two equal
   * ones takes ten times as long as to read a record.
   */
  private final ThreadLocal<Map<Schema, DatumReader<T>>> readers =
      ThreadLocal.withInitial(IdentityHashMap::new);

  /** For Apicurio, which makes it by its name and then configures it. */
  public StrictDatumProvider() {}

  @Override
  public void configure(AvroSerdeConfig config) {
    expected = (Schema) config.originals().get(SCHEMA);
    writer = new SpecificDatumWriter<>(expected);
  }

  @Override
  public DatumWriter<T> createDatumWriter(T data, Schema schema) {
    return writer;
  }

  @Override
  public DatumReader<T> createDatumReader(Schema written) {
    return readers
        .get()
        .computeIfAbsent(
            written, schema -> new WholeReader<>(new SpecificDatumReader<>(schema, expected)));
  }

  @Override
  public Schema toSchema(T data) {
    return expected;
  }

  private record WholeReader<T>(DatumReader<T> reader) implements DatumReader<T> {
    @Override
    public void setSchema(Schema schema) {
      reader.setSchema(schema);
    }

    @Override
    public T read(T reuse, Decoder decoder) throws IOException {
      T value = reader.read(reuse, decoder);
      if (decoder instanceof BinaryDecoder binary && !binary.isEnd()) {
        throw new AvroRuntimeException("there are bytes after the record");
      }
      return value;
    }
  }
}
