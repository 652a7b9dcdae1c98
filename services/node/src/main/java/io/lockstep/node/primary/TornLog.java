package io.lockstep.node.primary;

/**
 * The topics "events" and "journal" do not end at one revision, although a primary writes both in
 * one transaction. Nothing is decided until somebody has mended that.
 */
final class TornLog extends TermLost {
  private static final long serialVersionUID = 1L;

  /** The code of the warning. */
  static final String CODE = "log-torn";

  /**
   * Of what was found behind the fence.
   *
   * @param journal revision at which the journal ends; 0 where it has no entry
   * @param events revision of the image
   */
  TornLog(long journal, long events) {
    super(
        "the journal ends at revision %d, the events at %d: one of the topics was truncated,"
                .formatted(journal, events)
            + " replaced, or written by something else than a primary; nothing is decided until"
            + " its records are back, with the data folders of the brokers");
  }
}
