package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.node.command.Submissions;
import io.lockstep.schema.ContentPublished;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.Operation;
import io.lockstep.schema.PublishContent;
import io.lockstep.schema.RemoveContent;
import io.lockstep.state.describe.EntityName;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.token.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Folders that are the same on all nodes. */
@Controller("/api/v1/content")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ContentController {
  private static final int MOST = 500;

  /** Below the time for which clients wait. */
  private static final long PATIENCE_SECONDS = 25;

  private final NodeService node;
  private final Submitter submitter;

  ContentController(NodeService node, Submitter submitter) {
    this.node = node;
    this.submitter = submitter;
  }

  /** What the cluster has, of one folder if asked for, ordered by folder and path. */
  @Access(Role.VIEWER)
  @Get
  ContentAnswers.Paths list(@Nullable @QueryValue String folder) {
    var image = node.replay().image();
    List<ContentAnswers.PathAnswer> items = new ArrayList<>();
    image
        .content()
        .entities()
        .forEach(
            entity -> {
              if (folder == null || isIn(entity, folder)) {
                items.add(ContentAnswers.PathAnswer.of(entity));
              }
            });
    items.sort(
        Comparator.comparing(ContentAnswers.PathAnswer::folder)
            .thenComparing(ContentAnswers.PathAnswer::path));
    return new ContentAnswers.Paths(image.revision(), items);
  }

  private static boolean isIn(Entity entity, String folder) {
    return entity.payload(ContentPublished.class).getEntry().getFolder().equals(folder);
  }

  /** How the folders of this node are. */
  @Access(Role.VIEWER)
  @Get("/status")
  ContentAnswers.Folders status() {
    return new ContentAnswers.Folders(
        node.self().getId(),
        node.content().statuses().stream()
            .map(ContentAnswers.Folder::of)
            .sorted(Comparator.comparing(ContentAnswers.Folder::folder))
            .toList());
  }

  /** What a path was, newest first; {@code next} is the next's `to`. */
  @Access(Role.VIEWER)
  @Get("/{folder}/history")
  ContentAnswers.Versions history(
      String folder,
      @QueryValue String path,
      @Nullable @QueryValue Long to,
      @QueryValue(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MOST) {
      throw ApiException.malformed("limit is 1 to %d, not %d".formatted(MOST, limit));
    }
    String entity = EntityKeys.content(folder, path);
    ContentAnswers.Versions versions =
        ContentAnswers.Versions.of(
            folder,
            path,
            node.past()
                .newest(
                    entry -> keyOf(entry).equals(entity),
                    1,
                    to == null ? Long.MAX_VALUE : PastController.requireRevision("to", to, 0),
                    limit));
    if (versions.items().isEmpty() && to == null) {
      throw ApiException.notFound(
          "folder %s never had %s; lockstep content list names what there is"
              .formatted(folder, path));
    }
    return versions;
  }

  private static String keyOf(JournalEntry entry) {
    return EntityName.of(entry.getEvent().getPayload()).key();
  }

  /**
   * Lets this node look at a folder now; answers once it is in step, or something is in the way.
   */
  @Access(Role.OPERATOR)
  @Post("/{folder}/publish")
  CompletionStage<ContentAnswers.Folder> publish(
      String folder, @Nullable @Body ContentAnswers.Publish body) {
    if (node.content().status(folder).isEmpty()) {
      throw ApiException.notFound(
          "node %s has no folder %s; lockstep content status names those that it has"
              .formatted(node.self().getId(), folder));
    }
    boolean confirmed = body != null && Boolean.TRUE.equals(body.confirmDeletes());
    return node.content()
        .publish(folder, confirmed)
        .copy() // who else waits is not to be told that the time is over
        .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
        .thenApply(
            status ->
                ContentAnswers.Folder.of(
                    status != null ? status : node.content().status(folder).orElseThrow()));
  }

  /** Takes a path away, and what is below it, on all nodes. */
  @Access(Role.OPERATOR)
  @Delete("/{folder}")
  CompletionStage<HttpResponse<?>> remove(
      HttpRequest<?> request, String folder, @QueryValue String path) {
    List<Operation> operations = new ArrayList<>();
    node.replay()
        .image()
        .content()
        .entities()
        .forEach(
            entity -> {
              var entry = entity.payload(ContentPublished.class).getEntry();
              if (entry.getFolder().equals(folder) && entry.getPath().startsWith(path + "/")) {
                operations.add(
                    Submissions.operation(new RemoveContent(folder, entry.getPath()), null));
              }
            });
    boolean alone = operations.isEmpty();
    boolean there = node.replay().image().content().get(folder, path).isPresent();
    if (alone || there) {
      operations.add(
          Submissions.operation(
              new RemoveContent(folder, path),
              alone ? Submitter.expectedRevision(request.getHeaders()).orElse(null) : null));
    }
    return submitter.submit(request, operations);
  }

  /** Gives a path what it was at a revision, on all nodes. */
  @Access(Role.OPERATOR)
  @Post("/{folder}/restore")
  CompletionStage<HttpResponse<?>> restore(
      HttpRequest<?> request, String folder, @Body ContentAnswers.Restore body) {
    if (body.path() == null || body.revision() == null || body.revision() < 1) {
      throw ApiException.malformed("the body is {\"path\": \"PATH\", \"revision\": N}");
    }
    String entity = EntityKeys.content(folder, body.path());
    JournalEntry entry =
        node.past().change(body.revision()).stream()
            .filter(each -> each.getRevision() == body.revision())
            .findFirst()
            .orElseThrow();
    if (!(entry.getEvent().getPayload() instanceof ContentPublished published)
        || !keyOf(entry).equals(entity)) {
      throw ApiException.notFound(
          "revision %d did not publish %s in folder %s; lockstep content history %s %s names those"
                  .formatted(body.revision(), body.path(), folder, folder, body.path())
              + " that did");
    }
    return submitter.submit(request, new PublishContent(published.getEntry()));
  }
}
