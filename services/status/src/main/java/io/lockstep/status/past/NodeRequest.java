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

  /** Back to the state at a revision. */
  public static NodeRequest revertTo(long revision, boolean dryRun) {
    return revert("{\"revision\":" + revision + "}", dryRun);
  }

  /**
   * Back to before a change.
   *
   * @param change its id: letters, digits and . _ - : alone, so that it stands in JSON as it is
   */
  public static NodeRequest revertChange(String change, boolean dryRun) {
    return revert("{\"change\":\"" + change + "\"}", dryRun);
  }

  private static NodeRequest revert(String body, boolean dryRun) {
    return new NodeRequest("/api/v1/state/revert?dry-run=" + dryRun, body, !dryRun);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** How long a node may take. */
  Duration timeout() {
    return writes ? WRITE : READ;
  }
}
