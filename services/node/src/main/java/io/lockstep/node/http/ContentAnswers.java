package io.lockstep.node.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lockstep.materialize.content.Item;
import io.lockstep.node.content.FolderStatus;
import io.lockstep.node.past.PastPage;
import io.lockstep.schema.ContentEntry;
import io.lockstep.schema.ContentPublished;
import io.lockstep.schema.Event;
import io.lockstep.state.image.Entity;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;

/** What the API takes and answers of managed content. */
final class ContentAnswers {
  private ContentAnswers() {}

  /**
   * What the cluster has at a path.
   *
   * @param kind {@code file}, {@code directory} or {@code symlink}
   * @param mode permissions, four octal digits
   * @param sha256 of a file, hexadecimal; null for others
   * @param target of a link; null for others
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record PathAnswer(
      String folder,
      String path,
      String kind,
      long size,
      String mode,
      String sha256,
      String target,
      long revision,
      String time,
      String actor,
      String origin) {
    static PathAnswer of(Entity entity) {
      return of(entity.event(), entity.payload(ContentPublished.class).getEntry());
    }

    private static PathAnswer of(Event event, ContentEntry entry) {
      return new PathAnswer(
          entry.getFolder(),
          entry.getPath(),
          entry.getKind().name().toLowerCase(Locale.ROOT),
          entry.getSize(),
          "%04o".formatted(entry.getMode()),
          entry.getSha256() == null ? null : Item.of(entry).sha256(),
          entry.getTarget(),
          event.getRevision(),
          event.getTime().toString(),
          event.getActor(),
          event.getOrigin());
    }
  }

  /** Paths at a revision. */
  @Serdeable
  record Paths(long revision, List<PathAnswer> items) {}

  /**
   * What a path was from a revision on.
   *
   * @param operation {@code published} or {@code removed}
   * @param size of a file; null for a removal
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record VersionAnswer(
      long revision,
      String time,
      String actor,
      String origin,
      String operation,
      String kind,
      Long size,
      String mode,
      String sha256,
      String target) {
    static VersionAnswer of(Event event) {
      PathAnswer path =
          event.getPayload() instanceof ContentPublished published
              ? PathAnswer.of(event, published.getEntry())
              : null;
      return new VersionAnswer(
          event.getRevision(),
          event.getTime().toString(),
          event.getActor(),
          event.getOrigin(),
          path == null ? "removed" : "published",
          path == null ? null : path.kind(),
          path == null ? null : Long.valueOf(path.size()),
          path == null ? null : path.mode(),
          path == null ? null : path.sha256(),
          path == null ? null : path.target());
    }
  }

  /** What a path was, newest first. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Versions(String folder, String path, Long next, long begins, List<VersionAnswer> items) {
    static Versions of(String folder, String path, PastPage page) {
      return new Versions(
          folder,
          path,
          page.next(),
          page.begins(),
          page.entries().stream().map(entry -> VersionAnswer.of(entry.getEvent())).toList());
    }
  }

  /** How a folder of the asked node is. */
  @Serdeable
  record Folder(
      String folder,
      String path,
      int files,
      long bytes,
      int toPublish,
      int toWrite,
      boolean inStep,
      long revision,
      List<String> problems) {
    static Folder of(FolderStatus status) {
      return new Folder(
          status.folder(),
          status.path(),
          status.files(),
          status.bytes(),
          status.toPublish(),
          status.toWrite(),
          status.inStep(),
          status.revision(),
          status.problems());
    }
  }

  /** The folders of the asked node. */
  @Serdeable
  record Folders(String node, List<Folder> items) {}

  /** How to look at a folder. */
  @Serdeable
  record Publish(@Nullable Boolean confirmDeletes) {}

  /** What a path shall be again. */
  @Serdeable
  record Restore(@Nullable String path, @Nullable Long revision) {}
}
