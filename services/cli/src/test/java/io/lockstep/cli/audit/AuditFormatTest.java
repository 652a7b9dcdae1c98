package io.lockstep.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.cli.client.Json;
import io.lockstep.schema.Extension;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromotionReason;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditFormatTest {
  private static String jsonLine(JournalEntry entry) throws IOException {
    StringBuilder out = new StringBuilder();
    new JsonLines(out).write(AuditEntry.of(entry));
    return out.toString();
  }

  private static String csv(JournalEntry entry) throws IOException {
    StringBuilder out = new StringBuilder();
    CsvTable table = new CsvTable(out);
    table.begin();
    table.write(AuditEntry.of(entry));
    return out.toString();
  }

  private static CSVRecord read(String csv) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    return format.parse(new StringReader(csv)).getRecords().get(0);
  }

  @Test
  void writesAnEntryAsOneLineOfJson() throws IOException {
    JournalEntry entry = Entries.first("ann", Entries.parameter("a", "1\n2"));

    String line = jsonLine(entry);

    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    JsonNode json = Json.MAPPER.readTree(line);
    assertThat(json.path("revision").asLong()).isEqualTo(1);
    assertThat(json.path("time").asText()).isEqualTo("2026-11-21T08:30:01Z");
    assertThat(json.path("actor").asText()).isEqualTo("ann");
    assertThat(json.path("type").asText()).isEqualTo("ConfigurationChanged");
    assertThat(json.path("entity").asText()).isEqualTo("configuration/a");
    assertThat(json.path("value").asText()).isEqualTo("1\n2");
    assertThat(json.path("sealed").asBoolean()).isFalse();
    assertThat(json.path("previousHash").asText()).isEqualTo("0".repeat(64));
    assertThat(json.path("hash").asText())
        .isEqualTo(HexFormat.of().formatHex(entry.getHash().array()));
  }

  @Test
  void writesTheStateOfOtherEntities() throws IOException {
    JournalEntry entry =
        Entries.first("system", new PrimaryPromoted(2L, "n2", "n1", PromotionReason.FAILOVER));

    assertThat(Json.MAPPER.readTree(jsonLine(entry)).path("state").toString())
        .isEqualTo("{\"epoch\":2,\"node\":\"n2\",\"previous\":\"n1\",\"reason\":\"FAILOVER\"}");
  }

  @Test
  void neverShowsWhatIsSealed() throws IOException {
    JournalEntry entry = Entries.first("ann", Entries.sealed("password"));
    String hex = HexFormat.of().formatHex(Entries.CIPHERTEXT.getBytes("US-ASCII"));

    for (String text :
        List.of(
            jsonLine(entry),
            csv(entry),
            String.join("\n", AuditTable.of(List.of(AuditEntry.of(entry))).lines()))) {
      assertThat(text).contains("password").doesNotContain(Entries.LEAK, Entries.CIPHERTEXT, hex);
    }
    assertThat(Json.MAPPER.readTree(jsonLine(entry)).path("sealed").asBoolean()).isTrue();
    assertThat(Json.MAPPER.readTree(jsonLine(entry)).path("value").asText()).isEqualTo("(secret)");
    assertThat(read(csv(entry)).get("value")).isEqualTo("(secret)");
    assertThat(AuditTable.of(List.of(AuditEntry.of(entry))).lines().get(1)).endsWith("(secret)");
  }

  @Test
  void showsWhatACertificateIsWithoutItsKey() throws IOException {
    JournalEntry entry = Entries.first("ann", Entries.certificate("web"));

    JsonNode certificate = Json.MAPPER.readTree(jsonLine(entry)).path("state").path("certificate");

    assertThat(certificate.path("subject").asText()).isEqualTo("CN=web");
    assertThat(certificate.path("notAfter").asText()).isEqualTo("2027-11-21T08:30:00Z");
    assertThat(certificate.path("privateKey").asText()).isEqualTo("(secret)");
    assertThat(AuditTable.of(List.of(AuditEntry.of(entry))).lines().get(1))
        .contains("certificate/web")
        .endsWith("until 2027-11-21T08:30:00Z, key (secret): CN=web");
  }

  @Test
  void showsWhatAnAuthorityIs() throws IOException {
    JournalEntry entry = Entries.first("ann", Entries.anchor("n1", Entries.authority()));

    JsonNode anchor = Json.MAPPER.readTree(jsonLine(entry)).path("state").path("anchor");

    assertThat(anchor.path("certificate").path("subject").asText()).isNotEmpty();
    assertThat(AuditTable.of(List.of(AuditEntry.of(entry))).lines().get(1))
        .contains("of node n1, until " + anchor.path("certificate").path("notAfter").asText());
  }

  @Test
  void countsTheBytesOfAnAuthorityThatIsNoCertificate() throws IOException {
    JournalEntry entry = Entries.first("ann", Entries.anchor(null, new byte[100]));

    assertThat(
            Json.MAPPER
                .readTree(jsonLine(entry))
                .path("state")
                .path("anchor")
                .path("certificate")
                .toString())
        .isEqualTo("{\"bytes\":100}");
    assertThat(AuditTable.of(List.of(AuditEntry.of(entry))).lines().get(1))
        .endsWith("no certificate");
  }

  @Test
  void showsNothingOfTheClusterSecretButItsFingerprint() throws IOException {
    JournalEntry entry = Entries.first("ann", Entries.secret());

    JsonNode secret = Json.MAPPER.readTree(jsonLine(entry)).path("state").path("secret");

    assertThat(secret.path("fingerprint").asText()).isEqualTo("f1");
    assertThat(secret.path("sealed").asText()).isEqualTo("(secret)");
    assertThat(secret.path("sealedFor").toString()).isEqualTo("{\"n1\":\"(secret)\"}");
    assertThat(jsonLine(entry) + csv(entry)).doesNotContain(Entries.CIPHERTEXT);
  }

  @Test
  void countsTheBytesOfWhatItDoesNotKnow() throws IOException {
    Extension extension = new Extension("tape/1", "TapeMounted", false, ByteBuffer.allocate(99));

    JsonNode json = Json.MAPPER.readTree(jsonLine(Entries.first("ann", extension)));

    assertThat(json.path("type").asText()).isEqualTo("TapeMounted");
    assertThat(json.path("entity").asText()).isEqualTo("tape/1");
    assertThat(json.path("state").path("body").toString()).isEqualTo("{\"bytes\":99}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"})
  void keepsAFormulaOutOfASpreadsheet(String text) throws IOException {
    CSVRecord record = read(csv(Entries.first(text, Entries.parameter(text, text))));

    assertThat(record.get("actor")).isEqualTo("'" + text);
    assertThat(record.get("value")).isEqualTo("'" + text);
  }

  @Test
  void quotesWhatCsvNeedsQuoted() throws IOException {
    String value = "a,b \"c\"\r\nd; é";

    CSVRecord record = read(csv(Entries.first("ann", Entries.parameter("k", value))));

    assertThat(record.get("value")).isEqualTo(value);
    assertThat(record.get("revision")).isEqualTo("1");
    assertThat(record.get("entity")).isEqualTo("configuration/k");
    assertThat(Json.MAPPER.readTree(record.get("state")).path("value").asText()).isEqualTo(value);
  }

  @Test
  void shortensALongValueInTheTableOnly() throws IOException {
    JournalEntry entry = Entries.first("ann", Entries.parameter("k", "é".repeat(70)));

    assertThat(AuditTable.of(List.of(AuditEntry.of(entry))).lines().get(1))
        .endsWith("  " + "é".repeat(59) + "…");
    assertThat(jsonLine(entry)).contains("é".repeat(70));
  }
}
