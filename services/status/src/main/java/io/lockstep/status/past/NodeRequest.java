package io.lockstep.status.past;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What may be asked of a node: these requests and no others. Every part is made here, of values
 * that were checked, so that nothing of a viewer's request reaches a node as it came.
 *
 * @param path with its query
 * @param body JSON; null for a GET
 * @param writes whether it may change something, so that it must not be asked twice
 */
public record NodeRequest(String path, String body, boolean writes) {
  private static final Duration READ = Duration.ofSeconds(15);
  private static final Duration WRITE = Duration.ofSeconds(30);

  /** The state at a revision. */
  public static NodeRequest state(long revision) {
    return new NodeRequest("/api/v1/state?at=" + revision, null, false);
  }

  /** The difference of the states at two revisions. */
  public static NodeRequest difference(long from, long to) {
    return new NodeRequest("/api/v1/state/diff?from=" + from + "&to=" + to, null, false);
  }

  /** The values that a parameter had. */
  public static NodeRequest history(String key, String scope) {
    return new NodeRequest(
        "/api/v1/configuration/" + encoded(key) + "/history?scope=" + encoded(scope), null, false);
  }

  /**
   * Where to go back to.
   *
   * @param undoes whether the change of that revision alone is undone, rather than all since
   * @param revision of the state, or one of the change
   * @param force undoes it also where later changes overwrote it; null for not
   * @param head of the dry run, so that it is refused if anything changed since; null for none
   */
  public record Way(boolean undoes, long revision, Boolean force, Long head) {
    private String json() {
      return "{\"%s\":%d%s%s}"
          .formatted(
              undoes ? "change" : "revision",
              revision,
              force == null ? "" : ",\"force\":" + force,
              head == null ? "" : ",\"expectHead\":" + head);
    }
  }

  /** The way back. */
  public static NodeRequest revert(Way way, boolean dryRun) {
    return new NodeRequest("/api/v1/state/revert?dry-run=" + dryRun, way.json(), !dryRun);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** How long a node may take. */
  Duration timeout() {
    return writes ? WRITE : READ;
  }
}
