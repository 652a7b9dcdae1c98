package io.lockstep.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What holds of every format that edits files in place, whatever the file and the edit are.
 *
 * <p>An input is an address in its first line; in its second {@code =} and a text to put there, or
 * anything else to take out what is there; and then the file.
 */
final class EditProperty {
  private final FileFormat format;
  private final String comment;
  private final boolean onlyInserts;

  /**
   * A property.
   *
   * @param comment how a comment begins; null where there are none
   * @param onlyInserts whether what is new in a file is always put in, and nothing replaced
   */
  EditProperty(FileFormat format, String comment, boolean onlyInserts) {
    this.format = format;
    this.comment = comment;
    this.onlyInserts = onlyInserts;
  }

  void check(byte[] input) {
    int first = indexOf(input, 0);
    int second = indexOf(input, first + 1);
    String address = text(input, 0, first);
    String action = text(input, first + 1, second);
    byte[] file = Arrays.copyOfRange(input, Math.min(second + 1, input.length), input.length);
    boolean put = action.startsWith("=");
    Edit edit =
        put
            ? new Edit.Put(address, new FileValue.Text(action.substring(1)))
            : new Edit.Remove(address);
    check(file, edit);
  }

  private void check(byte[] file, Edit edit) {
    Map<String, FileValue> all;
    try {
      all = format.readAll(file);
    } catch (MalformedFileException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    assertThat(format.read(file, all.keySet())).as("what is listed reads so").isEqualTo(all);
    boolean misspelled = format.problem(edit.address()).isPresent();
    byte[] after;
    FileValue before;
    try {
      before = format.read(file, List.of(edit.address())).get(edit.address());
      after = format.edit(file, List.of(edit));
    } catch (MalformedFileException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("report it");
      return; // it is left alone
    } catch (IllegalArgumentException e) {
      assertThat(misspelled).as("refuses what it calls well spelled: %s", e).isTrue();
      return;
    }
    assertThat(misspelled).as("takes what it calls misspelled").isFalse();
    assertThat((long) after.length)
        .as("bytes of the edited file")
        .isLessThan(8L * file.length + 64L * edit.toString().length() + 4096);
    edited(file, after, edit, before);
    others(file, all, after, edit, before);
  }

  private void edited(byte[] file, byte[] after, Edit edit, FileValue before) {
    FileValue now = format.read(after, List.of(edit.address())).get(edit.address());
    boolean movesUp = edit instanceof Edit.Remove && edit.address().indexOf('[') >= 0;
    if (!movesUp) { // what is behind an item takes its place
      assertThat(format.edit(after, List.of(edit))).as("an edit twice is one").isSameAs(after);
    }
    if (edit instanceof Edit.Put put) {
      assertThat(now).as("what was put").isNotNull();
      assertThat(now.text()).isEqualTo(put.value().text());
      if (before == null && onlyInserts) {
        assertThat(isWithin(file, after)).as("only puts in").isTrue();
      }
      if (before instanceof FileValue.Text old) {
        keepsComments(file, after, old.text());
      }
    } else {
      if (!movesUp) {
        assertThat(now).as("what was taken out").isNull();
      }
      if (onlyInserts) {
        assertThat(isWithin(after, file)).as("only takes out").isTrue();
      }
    }
  }

  /** Of one value only its own spelling changes, and no comment is part of that. */
  private void keepsComments(byte[] file, byte[] after, String old) {
    if (comment == null || old.contains(comment)) {
      return;
    }
    int head = Arrays.mismatch(file, after);
    if (head < 0) {
      return;
    }
    int most = Math.min(file.length, after.length) - head;
    int tail = 0;
    while (tail < most && file[file.length - 1 - tail] == after[after.length - 1 - tail]) {
      tail++;
    }
    String gone = new String(file, head, file.length - tail - head, StandardCharsets.UTF_8);
    assertThat(gone.lines().skip(1).noneMatch(line -> line.strip().startsWith(comment)))
        .as("bytes that nobody asked to change: %s", gone)
        .isTrue();
  }

  /** Values at other addresses; another spelling of the same address is none. */
  private void others(
      byte[] file, Map<String, FileValue> all, byte[] after, Edit edit, FileValue before) {
    if (holdsOthers(before)) {
      return; // what is below goes with it
    }
    Map<String, FileValue> now;
    try {
      now = format.read(after, all.keySet());
    } catch (MalformedFileException e) {
      // Beside a second item the address of the one that was alone is ambiguous, and refused.
      assertThat(edit).as("makes an address ambiguous: %s", e).isInstanceOf(Edit.Put.class);
      assertThat(edit.address()).as("makes an address ambiguous: %s", e).contains("[");
      assertThat(before).as("makes an address ambiguous: %s", e).isNull();
      assertThat(isWithin(file, after)).as("puts in an item, and nothing else").isTrue();
      return;
    }
    Map<String, FileValue> changed = new LinkedHashMap<>();
    all.forEach(
        (address, value) -> {
          if (!value.equals(now.get(address))) {
            changed.put(address, value);
          }
        });
    changed.values().removeIf(EditProperty::holdsOthers);
    if (edit instanceof Edit.Put put) {
      changed
          .entrySet()
          .removeIf(
              each ->
                  each.getValue().equals(before)
                      && now.containsKey(each.getKey())
                      && now.get(each.getKey()).text().equals(put.value().text()));
    } else if (before == null || edit.address().indexOf('[') >= 0) {
      return; // what is behind moves up
    } else {
      changed
          .entrySet()
          .removeIf(each -> each.getValue().equals(before) && !now.containsKey(each.getKey()));
    }
    assertThat(changed).as("other values that changed").isEmpty();
  }

  private static boolean holdsOthers(FileValue value) {
    return value instanceof FileValue.Items || value instanceof FileValue.Table;
  }

  /** Whether all bytes of one stand in the other, in their order. */
  private static boolean isWithin(byte[] bytes, byte[] longer) {
    int at = 0;
    for (int i = 0; i < longer.length && at < bytes.length; i++) {
      at += bytes[at] == longer[i] ? 1 : 0;
    }
    return at == bytes.length;
  }

  private static int indexOf(byte[] bytes, int from) {
    int at = Math.min(from, bytes.length);
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  private static String text(byte[] bytes, int from, int to) {
    int start = Math.min(from, bytes.length);
    return new String(bytes, start, Math.max(start, to) - start, StandardCharsets.UTF_8);
  }
}
