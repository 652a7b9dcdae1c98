package io.lockstep.benchmark.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Where and with what was measured.
 *
 * @param processor its model
 * @param cores processors that this JVM may use
 * @param memoryMiB memory of the machine; 0 where the system does not tell
 * @param system operating system
 * @param jdk of this process and those that it starts
 * @param kafka version of the clients, and of the broker
 * @param commit of the checkout; "unknown" outside of one
 * @param date in UTC
 * @param load runnable processes in the minute before, by the system: a quiet machine has about 0
 */
public record Machine(
    String processor,
    int cores,
    long memoryMiB,
    String system,
    String jdk,
    String kafka,
    String commit,
    LocalDate date,
    double load) {

  /** This one, now. */
  public static Machine here(Path home) {
    return new Machine(
        field("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(field("/proc/meminfo", "MemTotal", "0").replaceAll("\\D", "")) / 1024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        AppInfoParser.getVersion(),
        commit(home),
        LocalDate.now(ZoneOffset.UTC),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** All of it. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "Measured on %s: %s, %d cores, %,d MiB, %s, %s, Kafka %s, commit %s, load before %.1f.",
        date,
        processor,
        cores,
        memoryMiB,
        system,
        jdk,
        kafka,
        commit,
        load);
  }

  private static String field(String file, String name, String otherwise) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }

  private static String commit(Path home) {
    try {
      Process git =
          new ProcessBuilder(List.of("git", "rev-parse", "--short", "HEAD"))
              .directory(home.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0 ? answer : "unknown";
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
