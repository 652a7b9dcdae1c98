package io.lockstep.cli.audit;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.Option;

/** Options that say which entries are wanted: those that all given options fit. */
final class AuditFilter {
  private static final String ALL = "Default: all.";

  @Option(
      names = "--entity",
      paramLabel = "PREFIX",
      description = {
        "Only entities whose name starts so, such as configuration/Cluster. or node/n1.",
        ALL
      })
  private String entity;

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      description = {"Only what this person or program asked for.", ALL})
  private String actor;

  @Option(
      names = "--origin",
      paramLabel = "ID",
      description = {"Only what this node took.", ALL})
  private String origin;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = {"Only from this time on, such as 2026-11-21T08:30:00Z or …+01:00.", ALL})
  private String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = {"Only before this time.", ALL})
  private String until;

  @Option(
      names = "--from",
      paramLabel = "N",
      description = {"Only this revision and later ones.", ALL})
  private Long from;

  @Option(
      names = "--to",
      paramLabel = "N",
      description = {"Only this revision and earlier ones.", ALL})
  private Long to;

  private Instant notBefore;
  private Instant before;

  /**
   * Reads the times; before {@link #test}.
   *
   * @throws Failure if one is none, or nothing can be between two bounds
   */
  AuditFilter prepare() {
    notBefore = since == null ? Instant.MIN : time("--since", since);
    before = until == null ? Instant.MAX : time("--until", until);
    if (!notBefore.isBefore(before)) {
      throw nothing("--since", since, "--until", until, "before");
    }
    if (from != null && to != null && from > to) {
      throw nothing("--from", from, "--to", to, "at most");
    }
    return this;
  }

  private static Failure nothing(
      String least, Object low, String most, Object high, String relation) {
    return new Failure(
        ExitCodes.USAGE,
        "usage",
        "%s is %s and %s is %s, between which nothing is; wanted the first %s the second"
            .formatted(least, low, most, high, relation));
  }

  boolean test(JournalEntry entry) {
    Event event = entry.getEvent();
    return (from == null || entry.getRevision() >= from)
        && (to == null || entry.getRevision() <= to)
        && (actor == null || actor.equals(event.getActor()))
        && (origin == null || origin.equals(event.getOrigin()))
        && !event.getTime().isBefore(notBefore)
        && event.getTime().isBefore(before)
        && (entity == null || AuditEntry.entityOf(event).startsWith(entity));
  }

  private static Instant time(String option, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new Failure(
          ExitCodes.USAGE,
          "usage",
          option
              + " is \""
              + text
              + "\", wanted a time with its offset such as 2026-11-21T08:30:00Z",
          e);
    }
  }
}
