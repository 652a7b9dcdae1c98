package io.lockstep.materialize.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.format.Edit.Put;
import io.lockstep.materialize.format.Edit.Remove;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of every format that edits in place, over many odd files. */
public abstract class FormatProperties {
  /** How many files. */
  protected static final int FILES = 400;

  protected abstract FileFormat format();

  protected abstract OddFile make(long seed);

  /** A value that every place of a file can hold. */
  protected abstract FileValue value(Random random);

  /** An address that is not in the file. */
  protected abstract String missing(OddFile file, Random random);

  /** Whether the format writes a value as it is spelled now, once another one has been there. */
  protected abstract boolean canonical(OddFile file, OddFile.Spot spot, FileValue other);

  /** Whether taking out what an address names takes out one line. */
  protected boolean ownLine(OddFile file, String address) {
    return true;
  }

  /** Pieces that mean something in the format. */
  protected abstract String[] pieces();

  @Test
  void readsWhatWasWritten() {
    for (long seed = 0; seed < FILES; seed++) {
      OddFile file = make(seed);
      Map<String, FileValue> wanted = new LinkedHashMap<>();
      file.spots().forEach((address, spot) -> wanted.put(address, spot.value()));

      assertThat(format().read(file.bytes(), wanted.keySet()))
          .as("seed %d\n%s", seed, file.text())
          .isEqualTo(wanted);
    }
  }

  @Test
  void listsAddressesThatReadAsListed() {
    for (long seed = 0; seed < FILES; seed++) {
      OddFile file = make(seed);
      Map<String, FileValue> all = format().readAll(file.bytes());

      assertThat(format().read(file.bytes(), all.keySet()))
          .as("seed %d\n%s", seed, file.text())
          .isEqualTo(all);
    }
  }

  @Test
  void answersTheSameArrayForValuesThatAreThere() {
    for (long seed = 0; seed < FILES; seed++) {
      OddFile file = make(seed);
      byte[] bytes = file.bytes();
      List<Edit> edits = new ArrayList<>();
      file.spots().forEach((address, spot) -> edits.add(new Put(address, spot.value())));

      assertThat(format().edit(bytes, edits)).as("seed %d\n%s", seed, file.text()).isSameAs(bytes);
    }
  }

  @Test
  void changesTheBytesOfAValueAndNoOthers() {
    for (long seed = 0; seed < FILES; seed++) {
      Random random = new Random(seed);
      OddFile file = make(seed);
      byte[] bytes = file.bytes();
      String address = any(file, random);
      if (address == null) {
        continue;
      }
      OddFile.Spot spot = file.spots().get(address);
      FileValue value = value(random);

      byte[] edited = edit(seed, bytes, List.of(new Put(address, value)));

      String as =
          "seed %d: %s\n%s\n----\n%s".formatted(seed, address, file.text(), file.decode(edited));
      assertThat(file.decode(edited))
          .as(as)
          .startsWith(file.text().substring(0, spot.start()))
          .endsWith(file.text().substring(spot.stop()));
      assertThat(text(edited, address)).as(as).isEqualTo(value.text());
      assertThat(others(edited, address)).as(as).isEqualTo(others(bytes, address));
      assertThat(format().edit(edited, List.of(new Put(address, value)))).as(as).isSameAs(edited);
      if (canonical(file, spot, value)) {
        assertThat(format().edit(edited, List.of(new Put(address, spot.value()))))
            .as(as)
            .isEqualTo(bytes);
      }
    }
  }

  @Test
  void addsAPieceAndChangesNothingElse() {
    for (long seed = 0; seed < FILES; seed++) {
      Random random = new Random(seed);
      OddFile file = make(seed);
      byte[] bytes = file.bytes();
      String address = missing(file, random);
      FileValue value = value(random);

      byte[] edited = edit(seed, bytes, List.of(new Put(address, value)));

      String as =
          "seed %d: %s\n%s\n----\n%s".formatted(seed, address, file.text(), file.decode(edited));
      assertThat(isAdded(bytes, edited)).as(as).isTrue();
      assertThat(text(edited, address)).as(as).isEqualTo(value.text());
      assertThat(format().edit(edited, List.of(new Put(address, value)))).as(as).isSameAs(edited);
      Map<String, FileValue> all = format().readAll(bytes);
      assertThat(format().read(edited, all.keySet())).as(as).isEqualTo(all);

      byte[] removed = edit(seed, edited, List.of(new Remove(address)));
      assertThat(format().read(removed, List.of(address))).as(as).isEmpty();
      assertThat(format().read(removed, all.keySet())).as(as).isEqualTo(all);
    }
  }

  @Test
  void takesALineOutAndChangesNothingElse() {
    for (long seed = 0; seed < FILES; seed++) {
      Random random = new Random(seed);
      OddFile file = make(seed);
      byte[] bytes = file.bytes();
      String address = any(file, random);
      if (address == null || !ownLine(file, address)) {
        continue;
      }

      byte[] edited = edit(seed, bytes, List.of(new Remove(address)));

      String as =
          "seed %d: %s\n%s\n----\n%s".formatted(seed, address, file.text(), file.decode(edited));
      assertThat(isAdded(edited, bytes)).as(as).isTrue();
      assertThat(format().read(edited, List.of(address))).as(as).isEmpty();
      assertThat(others(edited, address)).as(as).isEqualTo(others(bytes, address));
      assertThat(format().edit(edited, List.of(new Remove(address)))).as(as).isSameAs(edited);
    }
  }

  @Test
  void makesManyEditsAtOnce() {
    for (long seed = 0; seed < FILES; seed++) {
      Random random = new Random(seed);
      OddFile file = make(seed);
      Map<String, String> wanted = new LinkedHashMap<>();
      List<Edit> edits = new ArrayList<>();
      for (String address : file.spots().keySet()) {
        if (random.nextBoolean()) {
          FileValue value = value(random);
          edits.add(new Put(address, value));
          wanted.put(address, value.text());
        }
      }
      String added = missing(file, random);
      edits.add(random.nextInt(edits.size() + 1), new Put(added, new FileValue.Text("added")));
      wanted.put(added, "added");

      byte[] edited = edit(seed, file.bytes(), edits);

      String as = "seed %d\n%s\n----\n%s".formatted(seed, file.text(), file.decode(edited));
      wanted.forEach((address, value) -> assertThat(text(edited, address)).as(as).isEqualTo(value));
      assertThat(format().edit(edited, edits)).as(as).isSameAs(edited);
    }
  }

  @Test
  void readsOrRefusesWhateverItGets() {
    int read = 0;
    for (long seed = 0; seed < 10 * FILES; seed++) {
      byte[] bytes = noise(new Random(seed), seed);
      try {
        format().readAll(bytes);
        read++;
        format().edit(bytes, List.of(new Put("odd_key", new FileValue.Text("1"))));
      } catch (MalformedFileException e) {
        assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(
            "seed " + seed + ": " + new String(bytes, StandardCharsets.UTF_8), e);
      }
    }
    assertThat(read).isGreaterThan(FILES / 10);
  }

  private byte[] edit(long seed, byte[] file, List<Edit> edits) {
    try {
      return format().edit(file, edits);
    } catch (RuntimeException e) {
      throw new AssertionError(
          "seed %d: %s\n%s".formatted(seed, edits, new String(file, StandardCharsets.UTF_8)), e);
    }
  }

  private byte[] noise(Random random, long seed) {
    byte[] bytes = make(seed % FILES).bytes();
    if (random.nextInt(4) == 0 && bytes.length > 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    if (random.nextInt(3) == 0 && bytes.length > 0) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      return bytes;
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i >= 0; i--) {
      text.append(pieces()[random.nextInt(pieces().length)]);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String any(OddFile file, Random random) {
    List<String> addresses = List.copyOf(file.spots().keySet());
    return addresses.isEmpty() ? null : addresses.get(random.nextInt(addresses.size()));
  }

  private String text(byte[] file, String address) {
    FileValue value = format().read(file, List.of(address)).get(address);
    return value == null ? null : value.text();
  }

  /** All values but the one of an address, and those below it if it is a table. */
  private Map<String, FileValue> others(byte[] file, String address) {
    Map<String, FileValue> all = new LinkedHashMap<>(format().readAll(file));
    all.keySet().removeIf(other -> other.equals(address) || other.startsWith(address + "."));
    return all;
  }

  /** Whether the longer one is the other with one piece put in. */
  private static boolean isAdded(byte[] bytes, byte[] longer) {
    int first = Arrays.mismatch(bytes, longer);
    int head = first < 0 ? bytes.length : first;
    int tail = bytes.length - head;
    return longer.length >= bytes.length
        && Arrays.equals(bytes, head, bytes.length, longer, longer.length - tail, longer.length);
  }
}
