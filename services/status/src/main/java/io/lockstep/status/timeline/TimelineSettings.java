package io.lockstep.status.timeline;

/**
 * How far a timeline looks back.
 *
 * @param keep events that are told
 * @param span offsets before the journal's end where it begins; what an entity was before a change
 *     is known if that was set behind it
 */
record TimelineSettings(int keep, long span) {
  /** A million offsets are read in some seconds, beside all else. */
  static final TimelineSettings DEFAULT = new TimelineSettings(Timeline.KEEP, 1_000_000);
}
