package io.lockstep.cli.client;

import java.util.List;

/**
 * What a set of changes would do.
 *
 * @param revision that the cluster is at
 */
public record PlanAnswer(
    boolean accepted, long revision, List<PlannedEvent> events, List<PlannedFile> files) {
  /** Never null. */
  public PlanAnswer {
    events = events == null ? List.of() : List.copyOf(events);
    files = files == null ? List.of() : List.copyOf(files);
  }

  /**
   * An event that would be written.
   *
   * @param reach of a parameter, on which nodes it holds then, and why not on the others
   */
  public record PlannedEvent(String entity, String type, long revision, List<String> reach) {
    /** Never null. */
    public PlannedEvent {
      reach = reach == null ? List.of() : List.copyOf(reach);
    }
  }

  /**
   * What would become of a managed file.
   *
   * @param change {@code create}, {@code replace}, {@code keep} or {@code remove}
   * @param before its text now; null when it does not exist
   * @param after its text then; null when it would be gone
   * @param seen {@code disk} where the asked node looked at its file; else {@code image}: before is
   *     what the cluster makes of it now, of a product's own file the managed values alone
   * @param problem why it stays as it is although it is wanted; null for none
   */
  public record PlannedFile(
      String node,
      String path,
      String change,
      String before,
      String after,
      String seen,
      String problem) {
    /**
     * Whether it was not looked at on disk, so that what a product or a hand put there is unknown.
     */
    public boolean unseen() {
      return "image".equals(seen);
    }
  }
}
