package io.lockstep.materialize.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.content.Merge.Held;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeTest {
  private static final Selection ALL = new Selection(List.of("**"), List.of("skip/**"));
  private static final Stamp STAMP = new Stamp(0100000, 0644, 1, 1, 1, 1);

  @TempDir private Path folder;
  private Base base;
  private final Map<String, Scan.Found> local = new HashMap<>();
  private final Map<String, Held> cluster = new HashMap<>();

  @BeforeEach
  void open() throws IOException {
    base = Base.open(folder.resolve("base"));
  }

  private static Item item(String text) {
    return text == null ? null : Item.file(1, text.repeat(64), 0644);
  }

  private void state(String path, String before, String here, String there) throws IOException {
    base.settle(java.util.Collections.singletonMap(path, item(before)));
    if (here != null) {
      local.put(path, new Scan.Found(item(here), STAMP));
    }
    if (there != null) {
      cluster.put(path, new Held(item(there), 7));
    }
  }

  private Merge merge(boolean confirmed) {
    return merge(false, confirmed);
  }

  private Merge merge(boolean another, boolean confirmed) {
    Scan scan = new Scan(true, local, Map.of(), Set.of());
    return Merge.of(base, scan, cluster, ALL, another, confirmed);
  }

  private static String told(Merge merge) {
    if (!merge.publish().isEmpty()) {
      return "publish";
    } else if (!merge.remove().isEmpty()) {
      return "remove";
    } else if (!merge.write().isEmpty()) {
      return merge.write().get(0).keep() ? "write, keep" : "write";
    }
    return merge.delete().isEmpty() ? "nothing" : "delete";
  }

  @ParameterizedTest(name = "in common {0}, here {1}, in the cluster {2}: {3}")
  @CsvSource({
    "-, -, a, write",
    "-, a, -, publish",
    "-, a, a, nothing",
    "-, a, b, 'write, keep'",
    "a, a, a, nothing",
    "a, -, -, nothing",
    "a, a, b, write",
    "a, a, -, delete",
    "a, b, a, publish",
    "a, b, b, nothing",
    "a, b, c, publish",
    "a, b, -, publish",
    "a, -, a, remove",
    "a, -, b, write",
  })
  void doesWhatFollowsFromWhoChangedIt(String before, String here, String there, String what)
      throws IOException {
    state("f", none(before), none(here), none(there));

    assertThat(told(merge(false))).isEqualTo(what);
  }

  private static String none(String text) {
    return text.equals("-") ? null : text;
  }

  @Test
  void aDeleteExpectsTheRevisionThatWasSeen() throws IOException {
    state("f", "a", null, "a");

    assertThat(merge(false).remove()).containsExactly(new Merge.Remove("f", 7));
  }

  @Test
  void whatWasWrittenBeforeAKillIsNoEdit() throws IOException {
    state("f", "a", "b", "c"); // b came from the cluster, and c after it
    base.intend(Map.of("f", item("b")), Map.of());

    assertThat(told(merge(false))).isEqualTo("write");
  }

  @Test
  void whatCannotBeReadIsLeftAlone() throws IOException {
    state("d/f", "a", null, "b");
    state("busy", "a", null, "a");
    Scan scan = new Scan(true, local, Map.of("d", "cannot be read"), Set.of("busy"));

    Merge merge = Merge.of(base, scan, cluster, ALL, false, false);

    assertThat(told(merge)).isEqualTo("nothing");
    assertThat(merge.blind()).containsExactlyInAnyOrder("d/f", "busy");
    assertThat(merge.isInStep()).isFalse();
  }

  @Test
  void whatDoesNotTakePartAnyMoreIsForgottenAndNotDeleted() throws IOException {
    state("skip/f", "a", null, "a");
    cluster.clear();

    Merge merge = merge(false);

    assertThat(told(merge)).isEqualTo("nothing");
    assertThat(merge.news(base)).containsEntry("skip/f", null);
  }

  @Test
  void directoriesGoAfterWhatIsInThem() throws IOException {
    for (String path : List.of("d", "d/e", "d/e/f")) {
      state(path, "a", "a", null);
    }

    assertThat(merge(false).delete())
        .extracting(Merge.Delete::path)
        .containsExactly("d/e/f", "d/e", "d");
  }

  @Test
  void aFolderThatIsSuddenlyEmptyDeletesNothingUntilSomebodyConfirms() throws IOException {
    for (int i = 0; i < 12; i++) {
      state("f" + i, "a", i < 5 ? "a" : null, "a");
    }

    Merge unsure = merge(false);
    Merge confirmed = merge(true);

    assertThat(unsure.vanished()).isTrue();
    assertThat(told(unsure)).isEqualTo("nothing");
    assertThat(confirmed.remove()).hasSize(7);
  }

  @Test
  void halfOfAFolderOrAFewFilesMayGoWithoutQuestion() throws IOException {
    for (int i = 0; i < 12; i++) {
      state("f" + i, "a", i < 6 ? "a" : null, "a");
    }

    assertThat(merge(false).remove()).hasSize(6);
  }

  @Test
  void inAnotherDirectoryAFewFilesMayNotGoWithoutQuestion() throws IOException {
    state("f1", "a", null, "a");
    state("f2", "a", null, "a");
    state("f3", "a", "a", "a");

    assertThat(merge(true, false).vanished()).isTrue();
    assertThat(merge(true, true).remove()).hasSize(2);
    assertThat(merge(false, false).remove()).hasSize(2);
  }

  @Test
  void anotherDirectoryWithTheSameFilesIsNoQuestion() throws IOException {
    state("f1", "a", "a", "a");
    state("f2", "a", "b", "a");

    assertThat(told(merge(true, false))).isEqualTo("publish");
  }

  @Test
  void aFolderThatIsNotThereDeletesNothingEvenIfConfirmed() throws IOException {
    state("f", "a", null, "a");
    Scan gone = new Scan(false, Map.of(), Map.of(), Set.of());

    assertThat(Merge.of(base, gone, cluster, ALL, true, true).vanished()).isTrue();
  }
}
