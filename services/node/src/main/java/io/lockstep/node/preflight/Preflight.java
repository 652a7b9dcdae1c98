package io.lockstep.node.preflight;

import io.lockstep.log.LogConnection;
import io.lockstep.materialize.check.Check;
import io.lockstep.materialize.check.CheckResult;
import io.lockstep.materialize.check.CheckRunner;
import io.lockstep.materialize.check.ProfileChecks;
import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.state.image.ClusterImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks at everything that the cluster and the managed product need of this machine: brokers,
 * registry, clock, members, disks, the secret, and what the profile says. Changes nothing. Any
 * thread; who asks while it looks gets what it finds.
 */
public final class Preflight {
  /** Most that all checks take together. */
  public static final Duration MOST = Duration.ofSeconds(20);

  private static final int THREADS = 8;

  private final NodeSettings settings;
  private final LogConnection connection;
  private final Profile profile;
  private final Function<String, Optional<FileFormat>> formats;
  private final Supplier<ClusterImage> image;
  private final AtomicReference<CompletableFuture<List<CheckResult>>> running =
      new AtomicReference<>();

  /**
   * Of a running node.
   *
   * @param formats the formats of managed files by name
   * @param image the cluster as the node knows it
   */
  public Preflight(
      NodeSettings settings,
      LogConnection connection,
      Profile profile,
      Function<String, Optional<FileFormat>> formats,
      Supplier<ClusterImage> image) {
    this.settings = settings;
    this.connection = connection;
    this.profile = profile;
    this.formats = formats;
    this.image = image;
  }

  /** Looks; takes up to {@link #MOST}. */
  public List<CheckResult> look() {
    CompletableFuture<List<CheckResult>> mine = new CompletableFuture<>();
    CompletableFuture<List<CheckResult>> others = running.compareAndExchange(null, mine);
    if (others != null) {
      return others.join();
    }
    try {
      mine.complete(
          look(new Place(settings, connection, profile, Optional.of(image.get())), formats));
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
    } finally {
      running.set(null);
    }
    try {
      return mine.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  static List<CheckResult> look(Place place, Function<String, Optional<FileFormat>> formats) {
    List<Check> checks = new ArrayList<>(LogChecks.of(place));
    checks.addAll(MachineChecks.of(place));
    checks.addAll(MemberChecks.of(place, SoftwareVersion.own()));
    ProfileChecks profiles = new ProfileChecks(place.settings().filesDir(), formats);
    ClusterImage image = place.image().orElse(ClusterImage.EMPTY);
    place.profile().checks(image, place.node()).forEach(spec -> checks.addAll(profiles.of(spec)));
    return new CheckRunner(THREADS, MOST).run(checks);
  }
}
