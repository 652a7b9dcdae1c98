package io.lockstep.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.cli.client.ChangeSet;
import io.lockstep.cli.client.Operation;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeFileTest {
  private static ChangeSet read(String name, String text) {
    return ChangeFile.read(new InputFile(name, text.getBytes(StandardCharsets.UTF_8)), "shared");
  }

  @Test
  void readsTheOperationsOfAJsonFile() {
    ChangeSet changes =
        read(
            "f.json",
            """
            {"operations": [
              {"op": "set", "key": "a", "value": "1", "scope": "node:n1", "expectedRevision": 0},
              {"op": "unset", "key": "b"}]}
            """);

    assertThat(changes.operations())
        .containsExactly(
            new Operation("set", "a", "node:n1", "1", null, 0L), Operation.unset("b", "shared"));
  }

  @Test
  void setsTheEntriesOfAPropertiesFile() {
    assertThat(read("f.properties", "a=1\nb=2\n").operations())
        .containsExactly(Operation.set("a", "shared", "1"), Operation.set("b", "shared", "2"));
  }

  private static String sets(String key, String... values) {
    return Arrays.stream(values)
        .map(value -> "{\"op\":\"set\",\"key\":\"%s\",\"value\":\"%s\"}".formatted(key, value))
        .collect(Collectors.joining(",", "{\"operations\":[", "]}"));
  }

  @Test
  void aSetChangesNothingTwice() {
    assertThatThrownBy(() -> read("f.json", sets("Cluster.minimumNodes", "1", "2")))
        .hasMessage(
            "f.json changes Cluster.minimumNodes in shared twice, with operations[0] (set \"1\") and"
                + " operations[1] (set \"2\"); leave one out")
        .extracting(failure -> ((Failure) failure).exitCode())
        .isEqualTo(ExitCodes.USAGE);
    assertThatThrownBy(() -> read("f.json", sets("mail.password", "hush", "hush2")))
        .hasMessageContaining("operations[0] (set) and operations[1] (set)")
        .hasMessageNotContaining("hush");
    assertThat(
            read(
                    "f.json",
                    "{\"operations\":[{\"op\":\"unset\",\"key\":\"a\"},"
                        + "{\"op\":\"unset\",\"key\":\"a\",\"scope\":\"site:s\"}]}")
                .operations())
        .hasSize(2);
  }

  @Test
  void aByteOrderMarkIsNoPartOfAFile() {
    Operation set = Operation.set("a", "shared", "1");

    assertThat(
            read(
                    "f.json",
                    "\ufeff{\"operations\":[{\"op\":\"set\",\"key\":\"a\",\"value\":\"1\"}]}")
                .operations())
        .containsExactly(set);
    assertThat(read("f.properties", "\ufeffa=1\n").operations()).containsExactly(set);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "[1]|no list \"operations\"",
        "{\"operations\":[]}|no operation",
        "{\"operations\":[{\"op\":\"put\",\"key\":\"a\"}]}|operations[0].op is \"put\"",
        "{\"operations\":[{\"op\":\"set\",\"key\":\"a\"}]}|operations[0].value is missing",
        "{\"operations\":[{\"op\":\"set\",\"key\":\"a\",\"value\":4}]}|operations[0].value is no text",
        "{\"operations\":[{\"op\":\"set\",\"key\":\"a\",\"value\":\"4\",\"secret\":1}]}|neither true nor",
        "{\"operations\":[{\"op\":\"unset\",\"key\":\"a\",\"secret\":true}]}|unset takes none",
        "{\"operations\":[{\"op\":\"unset\",\"key\":\"a\",\"value\":\"4\"}]}|unset takes none",
        "{\"operations\":[{\"op\":\"unset\",\"key\":\"a\",\"revision\":4}]}|a field \"revision\"",
        "{\"operations\":[{\"op\":\"unset\",\"key\":\"a\",\"expectedRevision\":-1}]}|is -1",
        "{\"operations\":[7]}|operations[0].op is missing",
        "{\"operations\":[]} x|line 1 is no JSON",
        "{|line 1 is no JSON",
        "{|(start marker at line 1, column 1)"
      })
  void saysWhatIsWrongWithAJsonFile(String text, String message) {
    assertThatThrownBy(() -> read("f.json", text))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(message);
  }
}
