package io.lockstep.status.notify;

import io.lockstep.schema.Alert;
import io.lockstep.schema.AlertSeverity;
import io.lockstep.schema.AlertState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Steps of alerts that are told together, in the order in which they came.
 *
 * @param cluster its name
 * @param steps at least one, each id and state once
 */
record Digest(String cluster, List<Alert> steps) {
  private static final int ID_BYTES = 16;

  /** What makes a step the same as another. */
  static String key(Alert step) {
    return step.getId() + " " + step.getState();
  }

  /** The same for the same steps, so that a receiver knows what it has had before. */
  String id() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(cluster.getBytes(StandardCharsets.UTF_8));
      for (Alert step : steps) {
        sha.update((byte) '\n');
        sha.update(key(step).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(sha.digest(), 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** How many are raised. */
  long raised() {
    return steps.stream().filter(step -> step.getState() == AlertState.RAISED).count();
  }

  /** Whether one is raised that cannot wait. */
  boolean isCritical() {
    return steps.stream()
        .anyMatch(
            step ->
                step.getState() == AlertState.RAISED
                    && step.getSeverity() == AlertSeverity.CRITICAL);
  }

  /** In a few words: the step where there is one alone. */
  String summary() {
    if (steps.size() == 1) {
      Alert step = steps.get(0);
      String about = step.getSubject().isEmpty() ? "" : " " + step.getSubject();
      return step.getState() == AlertState.RAISED
          ? step.getSeverity() + ": " + step.getKind() + about
          : "cleared: " + step.getKind() + about;
    }
    return "%s%d alerts raised, %d cleared"
        .formatted(isCritical() ? "CRITICAL: " : "", raised(), steps.size() - raised());
  }
}
