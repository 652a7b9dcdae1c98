package io.lockstep.cli.planted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for planted secrets, in every form in which one may stand somewhere. */
final class SecretScan {
  private static final Pattern SEGMENT = Pattern.compile("\\d{20}\\.log");

  private final Finder finder;

  SecretScan(Collection<Planted> planted) {
    finder = new Finder(planted);
  }

  /** In a text: an answer, an output, a message. */
  List<Finding> text(String where, String text) {
    return bytes(where, text.getBytes(StandardCharsets.UTF_8));
  }

  /** In bytes, also in what they unpack to. */
  List<Finding> bytes(String where, byte[] bytes) {
    List<Finding> findings = new ArrayList<>();
    contents(findings).take(where, bytes);
    return findings;
  }

  /** In every file of a sandbox's folder, but for what {@link Allowed} allows. */
  List<Finding> folder(Path folder) {
    List<Finding> findings = new ArrayList<>();
    for (Path file : files(folder)) {
      findings.addAll(judged(folder.relativize(file), file));
    }
    return findings;
  }

  /** In every file of a folder, allowed or not. */
  List<Finding> everything(Path folder) {
    return files(folder).stream()
        .flatMap(file -> file(folder.relativize(file).toString(), file).stream())
        .toList();
  }

  private List<Finding> judged(Path relative, Path file) {
    List<Finding> found = file(relative.toString(), file);
    Optional<Allowed> rule = Allowed.of(relative);
    if (rule.isEmpty()) {
      return found;
    }
    List<Finding> findings = new ArrayList<>(found);
    boolean holds = findings.removeIf(finding -> rule.get().kinds().contains(finding.kind()));
    if (holds || rule.get().always()) {
      Allowed.looseMode(file, relative.toString()).ifPresent(findings::add);
    }
    return findings;
  }

  private List<Finding> file(String where, Path file) {
    List<Finding> findings = new ArrayList<>();
    Contents contents = contents(findings);
    contents.take(where + " (its name)", where.getBytes(StandardCharsets.UTF_8));
    try {
      contents.take(where, Files.readAllBytes(file));
      if (SEGMENT.matcher(file.getFileName().toString()).matches()) {
        contents.takeSegment(where, file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a scan must not leave out " + file, e);
    }
    return findings;
  }

  private Contents contents(List<Finding> findings) {
    return new Contents(
        (where, bytes) ->
            finder
                .find(bytes)
                .forEach(
                    (planted, form) ->
                        findings.add(
                            new Finding(
                                where,
                                planted.kind(),
                                "has " + planted.name() + " (" + form.name() + ")"))));
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
