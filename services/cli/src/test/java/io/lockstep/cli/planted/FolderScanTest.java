package io.lockstep.cli.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderScanTest {
  private static final String VALUE = "planted value of a parameter";
  private static final byte[] BYTES = VALUE.getBytes(StandardCharsets.UTF_8);

  private final SecretScan scan =
      new SecretScan(List.of(Planted.text("value", Kind.PARAMETER, VALUE)));

  @TempDir Path folder;

  private Path write(String name, byte[] bytes, String mode) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private List<String> found() {
    return scan.folder(folder).stream().map(Finding::toString).toList();
  }

  @Test
  void findsItInAnyFile() throws Exception {
    write("logs/n1.log", ("a line with " + VALUE).getBytes(StandardCharsets.UTF_8), "rw-------");

    assertThat(found()).containsExactly("logs/n1.log: has value (UTF-8)");
  }

  @Test
  void findsItInTheNameOfAFile() throws Exception {
    write("logs/" + VALUE, new byte[0], "rw-------");

    assertThat(found()).hasSize(1).first().asString().endsWith("(its name): has value (UTF-8)");
  }

  @Test
  void findsItInGzip() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(BYTES);
    }
    write("old.log.gz", out.toByteArray(), "rw-------");

    assertThat(found()).containsExactly("old.log.gz!gzip: has value (UTF-8)");
  }

  @Test
  void findsItInZipInZip() throws Exception {
    write("all.zip", zip("inner.zip", zip("a.txt", BYTES)), "rw-------");

    assertThat(found()).containsExactly("all.zip!inner.zip!a.txt: has value (UTF-8)");
  }

  private static byte[] zip(String name, byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void findsItInADeflatedSnapshot() throws Exception {
    Schema schema = SchemaBuilder.record("R").fields().requiredBytes("b").endRecord();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.setCodec(CodecFactory.deflateCodec(9));
      writer.create(schema, out);
      for (byte[] bytes :
          List.of(new byte[500], (VALUE + VALUE).getBytes(StandardCharsets.UTF_8))) {
        writer.append(new GenericRecordBuilder(schema).set("b", ByteBuffer.wrap(bytes)).build());
      }
    }
    write("n1/data/snapshot.avro", out.toByteArray(), "rw-------");

    assertThat(found()).contains("n1/data/snapshot.avro!record 1: has value (UTF-8)");
  }

  @Test
  void findsItInACompressedSegmentOfTheBroker() throws Exception {
    SimpleRecord clear = new SimpleRecord(1, new byte[1_000]);
    SimpleRecord leak = new SimpleRecord(2, "key".getBytes(StandardCharsets.UTF_8), BYTES);
    MemoryRecords records =
        MemoryRecords.withRecords(Compression.gzip().build(), clear, leak, clear);
    byte[] bytes = new byte[records.sizeInBytes()];
    records.buffer().get(bytes);
    write("kafka/data/t-0/00000000000000000000.log", bytes, "rw-------");

    assertThat(found())
        .containsExactly("kafka/data/t-0/00000000000000000000.log!offset 1: has value (UTF-8)");
  }

  @Test
  void allowsItWhereItMustBeAndPrivate() throws Exception {
    write("n1/files/configuration.properties", BYTES, "rw-------");

    assertThat(found()).isEmpty();
    assertThat(scan.everything(folder)).hasSize(1);
  }

  @Test
  void refusesItWhereEverybodyMayReadIt() throws Exception {
    write("n1/files/configuration.properties", BYTES, "rw-r-----");

    assertThat(found())
        .containsExactly("n1/files/configuration.properties: has mode rw-r-----, wanted rw-------");
  }

  @Test
  void letsAFileWithoutSecretsBeReadByAll() throws Exception {
    write("n1/files/configuration.properties", new byte[10], "rw-r--r--");

    assertThat(found()).isEmpty();
  }

  @Test
  void refusesAPrivateFileOfLooseModeWhateverIsInIt() throws Exception {
    for (String name :
        List.of(
            "admin.token",
            "n1/data/taeh",
            "n1/data/node.key",
            "n1/data/sealing.key",
            "n1/data/authority.pem",
            "n1/data/join.token",
            "n1/files/keystore.pem",
            "n1/files/keystore.p12")) {
      write(name, new byte[10], "rw-r--r--");
      assertThat(found()).containsExactly(name + ": has mode rw-r--r--, wanted rw-------");
      write(name, new byte[10], "rw-------");
      assertThat(found()).isEmpty();
    }
  }

  @Test
  void refusesASecretOfAnotherKindInAPrivateFile() throws Exception {
    write("n1/data/taeh", BYTES, "rw-------");

    assertThat(found()).containsExactly("n1/data/taeh: has value (UTF-8)");
  }
}
