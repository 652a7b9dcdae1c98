package io.lockstep.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In a process of its own each time: the options are of the JVM. */
class ProcessHeapTest {
  private static final long MIB = 1 << 20;

  @Test
  void nodeThatRestsGivesBackWhatItDoesNotNeed() throws Exception {
    List<Long> committed = run("-XX:+UseSerialGC");

    assertThat(committed.get(0)).as("full of garbage").isGreaterThan(100);
    assertThat(committed.get(1)).as("looked at once").isEqualTo(committed.get(0));
    assertThat(committed.get(2)).as("the revision changed").isEqualTo(committed.get(0));
    assertThat(committed.get(3)).as("it did not").isLessThan(60);
    assertThat(committed.get(4)).as("not grown since").isEqualTo(committed.get(3));
  }

  @Test
  void optionsThatSomebodyGaveStayAsTheyAre() throws Exception {
    List<Long> committed = run("-XX:+UseSerialGC", "-XX:MinHeapFreeRatio=41");

    assertThat(committed.get(3)).isEqualTo(committed.get(2)).isGreaterThan(60);
  }

  @Test
  void otherCollectorsAreLeftAlone() throws Exception {
    List<Long> committed = run("-XX:+UseParallelGC");

    assertThat(committed.get(3)).isEqualTo(committed.get(2));
  }

  /** What {@link #main} printed. */
  private static List<Long> run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-Xms32m", "-XX:-ShrinkHeapInSteps"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ProcessHeapTest.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.lines().filter(line -> line.matches("[0-9]+")).map(Long::valueOf).toList();
  }

  /** Fills the heap and lets go of it; prints in MiB what the old generation has. */
  public static void main(String[] arguments) {
    ProcessHeap heap = ProcessHeap.growing();
    List<byte[]> content = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      content.add(new byte[(int) MIB]);
    }
    System.gc();
    content.subList(20, content.size()).clear();
    System.out.println(committed());
    heap.look(1);
    System.out.println(committed());
    heap.look(2);
    System.out.println(committed());
    heap.look(2);
    System.out.println(committed());
    heap.look(2);
    System.out.println(committed());
    if (content.size() != 20) {
      throw new IllegalStateException("the content is kept until here");
    }
  }

  private static long committed() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().matches(".*(Tenured|Old) Gen"))
            .mapToLong(pool -> pool.getUsage().getCommitted())
            .sum()
        / MIB;
  }
}
