package io.lockstep.cli.planted;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.utils.Utils;

/** What is in a file, also where it is packed: nothing hides in gzip, zip, Avro, or a segment. */
final class Contents {
  private static final int DEEPEST = 4;

  private final BiConsumer<String, byte[]> taker;

  /** Hands over each piece of content with a name that says where it is. */
  Contents(BiConsumer<String, byte[]> taker) {
    this.taker = taker;
  }

  /** The bytes as they are, and what they unpack to. A damaged pack is taken as far as it goes. */
  void take(String where, byte[] bytes) {
    take(where, bytes, DEEPEST);
  }

  private void take(String where, byte[] bytes, int depth) {
    taker.accept(where, bytes);
    if (depth == 0) {
      return;
    }
    try {
      if (begins(bytes, 0x1F, 0x8B)) {
        take(where + "!gzip", gunzip(bytes), depth - 1);
      } else if (begins(bytes, 'P', 'K', 3, 4)) {
        unzip(where, bytes, depth - 1);
      } else if (begins(bytes, 'O', 'b', 'j', 1)) {
        readContainer(where, bytes);
      }
    } catch (IOException | RuntimeException e) {
      // No such file after all, or a torn one: its bytes were taken as they are.
    }
  }

  private static boolean begins(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] gunzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      in.transferTo(out);
    } catch (EOFException e) {
      // Still being written.
    }
    return out.toByteArray();
  }

  private void unzip(String where, byte[] bytes, int depth) throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        take(where + "!" + entry.getName(), in.readAllBytes(), depth);
      }
    }
  }

  /** Each record in Avro's binary encoding, where bytes and texts stand as they are. */
  private void readContainer(String where, byte[] bytes) throws IOException {
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(new SeekableByteArrayInput(bytes), new GenericDatumReader<>())) {
      GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(reader.getSchema());
      for (int number = 0; reader.hasNext(); number++) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        writer.write(reader.next(), encoder);
        encoder.flush();
        taker.accept(where + "!record " + number, out.toByteArray());
      }
    }
  }

  /** The records of a broker's segment, which are mostly compressed there. */
  void takeSegment(String where, Path file) throws IOException {
    try (FileRecords records = FileRecords.open(file.toFile(), false)) {
      for (Record record : records.records()) {
        String at = where + "!offset " + record.offset();
        if (record.hasKey()) {
          taker.accept(at + " key", Utils.toArray(record.key()));
        }
        if (record.hasValue()) {
          taker.accept(at, Utils.toArray(record.value()));
        }
        for (Header header : record.headers()) {
          take(
              at + " header " + header.key(),
              header.value() == null ? new byte[0] : header.value());
        }
      }
    }
  }
}
