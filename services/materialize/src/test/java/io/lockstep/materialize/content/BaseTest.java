package io.lockstep.materialize.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.materialize.file.MaterializeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseTest {
  private static final Item FILE = Item.file(3, "ab".repeat(32), 0640);

  @TempDir private Path folder;

  @Test
  void isTheSameWhenItIsReadAgain() throws IOException {
    Path file = folder.resolve("deep/base");
    try (Base base = Base.open(file)) {
      base.settle(Map.of("f\n\u00e9", FILE, "d", Item.directory(0755), "l", Item.link("../x")));
      base.settle(Collections.singletonMap("d", null));
      base.intend(Map.of("g", FILE), Map.of());
    }

    try (Base again = Base.open(file)) {
      assertThat(again.paths()).containsExactlyInAnyOrder("f\n\u00e9", "l");
      assertThat(again.get("f\n\u00e9")).isEqualTo(FILE);
      assertThat(again.get("l")).isEqualTo(Item.link("../x"));
      assertThat(again.isUnedited("g", FILE)).isTrue();
      assertThat(again.isUnedited("g", Item.file(3, "cd".repeat(32), 0640))).isFalse();
    }
  }

  @Test
  void aWriteThatWasDoneAndNotNotedIsNoEditAfterTheNextIntention() throws IOException {
    Path file = folder.resolve("base");
    Item second = Item.file(3, "cd".repeat(32), 0640);
    Item third = Item.file(3, "ef".repeat(32), 0640);
    try (Base base = Base.open(file)) {
      base.settle(Map.of("f", FILE));
      base.intend(Map.of("f", second), Map.of("f", FILE)); // written, then killed
    }
    try (Base base = Base.open(file)) {
      base.intend(Map.of("f", third), Map.of("f", second)); // killed before it is written
    }

    try (Base again = Base.open(file)) {
      assertThat(again.isUnedited("f", second)).isTrue();
      assertThat(again.isUnedited("f", third)).isTrue();
      assertThat(again.isUnedited("f", FILE)).isFalse();
    }
  }

  @Test
  void aLineThatWasHalfWrittenDoesNotCount() throws IOException {
    Path file = folder.resolve("base");
    try (Base base = Base.open(file)) {
      base.settle(Map.of("f", FILE));
    }
    Files.writeString(file, "{\"p\":\"g\",\"k\":\"FI", StandardOpenOption.APPEND);

    try (Base again = Base.open(file)) {
      again.settle(Map.of("h", FILE));
    }

    try (Base third = Base.open(file)) {
      assertThat(third.paths()).containsExactlyInAnyOrder("f", "h");
    }
  }

  @Test
  void whatAFullDiskTookInPartTakesNothingElseWithIt() throws IOException {
    Path file = folder.resolve("base");
    FullDisk disk = new FullDisk();
    try (Base base = Base.open(file, disk)) {
      disk.room(10);
      assertThatThrownBy(() -> base.settle(Map.of("f", FILE)))
          .isInstanceOf(MaterializeException.class)
          .hasMessageContaining(file + ": cannot write: no space is left");
      disk.room(Integer.MAX_VALUE);
      base.settle(Map.of("g", FILE));
    }

    try (Base again = Base.open(file)) {
      assertThat(again.paths()).containsExactlyInAnyOrder("f", "g");
    }
  }

  @Test
  void whatAFullDiskDidNotTakeIsKeptOnceThereIsRoom() throws IOException {
    Path file = folder.resolve("base");
    FullDisk disk = new FullDisk();
    Item second = Item.file(3, "cd".repeat(32), 0640);
    try (Base base = Base.open(file, disk)) {
      base.settle(Map.of("f", FILE));
      disk.room(0);
      assertThatThrownBy(() -> base.settle(Map.of("f", second)))
          .isInstanceOf(MaterializeException.class);
      assertThatThrownBy(() -> base.settle(Map.of())).isInstanceOf(MaterializeException.class);
      disk.room(Integer.MAX_VALUE);
      base.settle(Map.of()); // as each look at an unchanged folder
    }

    try (Base again = Base.open(file)) {
      assertThat(again.isUnedited("f", second)).isTrue();
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.next");
  }

  @Test
  void aDamagedLineTakesNoOtherWithIt() throws IOException {
    Path file = folder.resolve("base");
    try (Base base = Base.open(file)) {
      base.settle(Map.of("f", FILE));
    }
    Files.write(file, new byte[] {'{', (byte) 0xff, '\n'}, StandardOpenOption.APPEND);
    String line = "{\"p\":\"g\",\"k\":\"DIRECTORY\",\"s\":0,\"m\":493}\n";
    Files.writeString(file, line, StandardOpenOption.APPEND);

    try (Base again = Base.open(file)) {
      assertThat(again.paths()).containsExactlyInAnyOrder("f", "g");
    }
  }

  @Test
  void doesNotGrowForEver() throws IOException {
    Path file = folder.resolve("base");
    try (Base base = Base.open(file)) {
      for (int i = 0; i < 25_000; i++) {
        base.settle(Map.of("f", Item.file(i, "ab".repeat(32), 0640)));
      }
    }

    try (var lines = Files.lines(file)) {
      assertThat(lines.count()).isLessThan(10_100);
    }
  }
}
