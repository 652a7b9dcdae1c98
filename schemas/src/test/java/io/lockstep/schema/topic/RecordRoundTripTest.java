package io.lockstep.schema.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassUtils;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordRoundTripTest {
  @ParameterizedTest
  @EnumSource
  void recordsOfEveryTopicAreReadBackAsTheyWereWritten(TopicContract contract) throws IOException {
    Schema schema = contract.schema();
    SpecificData data = SpecificData.getForClass(SpecificData.get().getClass(schema));
    for (Object generic : new RandomData(schema, 200, 7L)) {
      byte[] written = write(schema, generic, new SpecificData());

      SpecificRecord record = read(schema, written, data);

      // As text: decoded lists of records compare without the conversions of times.
      assertThat(read(schema, write(schema, record, data), data)).hasToString(record.toString());
    }
  }

  @Test
  void classesOfOtherPackagesAreNotTrusted() {
    TrustedRecords.declare();

    assertThatThrownBy(() -> ClassUtils.forName(SchemaBuilder.class.getName()))
        .isInstanceOf(SecurityException.class);
  }

  private static byte[] write(Schema schema, Object datum, SpecificData data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new SpecificDatumWriter<>(schema, data).write(datum, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static SpecificRecord read(Schema schema, byte[] bytes, SpecificData data)
      throws IOException {
    return new SpecificDatumReader<SpecificRecord>(schema, schema, data)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
