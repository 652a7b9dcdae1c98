package io.lockstep.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.cli.output.LineDiff.Edit;
import io.lockstep.cli.output.LineDiff.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
  @Test
  void saysNothingOfEqualTexts() {
    assertThat(UnifiedDiff.between("f", "a\n", "a\n")).isEmpty();
    assertThat(UnifiedDiff.between("f", null, "")).isEmpty();
  }

  @Test
  void showsThreeLinesAroundEachChange() {
    String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n";
    String after = before.replace("5\n", "five\n").replace("14\n", "14\n15\n");

    assertThat(UnifiedDiff.between("f", before, after))
        .containsExactly(
            "--- f",
            "+++ f",
            "@@ -2,7 +2,7 @@",
            " 2",
            " 3",
            " 4",
            "-5",
            "+five",
            " 6",
            " 7",
            " 8",
            "@@ -12,3 +12,4 @@",
            " 12",
            " 13",
            " 14",
            "+15");
  }

  @Test
  void joinsChangesThatAreNear() {
    List<String> diff =
        UnifiedDiff.between("f", "a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n");

    assertThat(diff).contains("@@ -1,8 +1,8 @@").filteredOn(l -> l.startsWith("@@")).hasSize(1);
  }

  @Test
  void showsFilesThatComeAndGo() {
    assertThat(UnifiedDiff.between("f", null, "a\n"))
        .containsExactly("--- /dev/null", "+++ f", "@@ -0,0 +1 @@", "+a");
    assertThat(UnifiedDiff.between("f", "a\n", null))
        .containsExactly("--- f", "+++ /dev/null", "@@ -1 +0,0 @@", "-a");
  }

  @Test
  void saysWhereTheLastLineHasNoEnd() {
    assertThat(UnifiedDiff.between("f", "a\nb", "a\nb\n"))
        .containsExactly(
            "--- f", "+++ f", "@@ -1,2 +1,2 @@", " a", "-b", "\\ No newline at end of file", "+b");
  }

  @Test
  void givesBothTextsBackFromTheEdits() {
    Random random = new Random(42);
    for (int round = 0; round < 2_000; round++) {
      List<String> before = randomLines(random);
      List<String> after = randomLines(random);

      List<Edit> edits = LineDiff.between(before, after);

      assertThat(lines(edits, Op.INSERT)).isEqualTo(before);
      assertThat(lines(edits, Op.DELETE)).isEqualTo(after);
    }
  }

  @Test
  void staysQuickWhenEveryLineDiffers() {
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      before.add("a" + i);
      after.add("b" + i);
    }

    assertThat(LineDiff.between(before, after)).hasSize(40_000);
  }

  private static List<String> lines(List<Edit> edits, Op without) {
    return edits.stream().filter(edit -> edit.op() != without).map(Edit::line).toList();
  }

  private static List<String> randomLines(Random random) {
    List<String> lines = new ArrayList<>();
    int size = random.nextInt(12);
    for (int i = 0; i < size; i++) {
      lines.add(String.valueOf(random.nextInt(4)));
    }
    return lines;
  }
}
