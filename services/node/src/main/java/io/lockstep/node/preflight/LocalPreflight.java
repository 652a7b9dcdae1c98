package io.lockstep.node.preflight;

import io.lockstep.log.ConnectionCheck;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogSettingsException;
import io.lockstep.log.settings.InvalidSettingsException;
import io.lockstep.materialize.check.CheckResult;
import io.lockstep.materialize.check.Verdict;
import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.state.image.ClusterImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks at a machine on which no node runs yet, with the settings that one would start with. Joins
 * nothing and writes nothing to the log. What the log has fills the profile's templates and names
 * the members, where it can be read and its records are signed with the secret of this machine.
 */
public final class LocalPreflight {
  private LocalPreflight() {}

  /**
   * Looks; takes up to {@link Preflight#MOST} after the log was read.
   *
   * @param profile makes the profile of what the log has; of an empty image where it has nothing
   * @param formats the formats of managed files by name
   * @throws InvalidSettingsException if a file that the settings name cannot be read
   */
  public static List<CheckResult> look(
      NodeSettings settings,
      Function<ClusterImage, Profile> profile,
      Function<String, Optional<FileFormat>> formats) {
    Path folder = temporary();
    try {
      LogConnection connection =
          new LogConnection(
              settings.cluster(),
              settings.bootstrapServers(),
              settings.registry(),
              folder.resolve("schemas"),
              settings.clientProperties());
      return look(settings, connection, folder, profile, formats);
    } finally {
      delete(folder);
    }
  }

  private static List<CheckResult> look(
      NodeSettings settings,
      LogConnection connection,
      Path folder,
      Function<ClusterImage, Profile> profile,
      Function<String, Optional<FileFormat>> formats) {
    List<CheckResult> results = new ArrayList<>();
    try {
      ConnectionCheck.require(connection);
    } catch (LogSettingsException e) {
      return List.of(
          new CheckResult(
              "settings",
              connection.bootstrapServers(),
              Verdict.FAIL,
              e.getMessage(),
              "correct the settings; nothing else was looked at",
              0));
    }
    ImageOfLog read = ImageOfLog.read(settings, connection, folder);
    results.add(read.result());
    read.image().ifPresent(known -> results.add(JoinCheck.of(settings, known)));
    ClusterImage image = read.image().orElse(ClusterImage.EMPTY);
    Place place = new Place(settings, connection, profile.apply(image), read.image());
    results.addAll(Preflight.look(place, formats));
    return results;
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("lockstep-preflight");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
