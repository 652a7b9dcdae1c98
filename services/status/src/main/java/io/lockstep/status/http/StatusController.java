package io.lockstep.status.http;

import io.lockstep.status.streams.StatusSnapshot;
import io.lockstep.status.streams.StatusStreams;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * The status of the cluster, of a node, and the alerts. Under {@code /watch} each is a stream of
 * the same documents, one whenever it changes. A path of its own: a client that takes any type, as
 * most do, would else have to say which one it means.
 */
@Controller("/api/v1")
final class StatusController {
  private final StatusStreams streams;
  private final StatusFeed feed;
  private final ChangesFeed changes;

  StatusController(StatusStreams streams, StatusFeed feed, ChangesFeed changes) {
    this.streams = streams;
    this.feed = feed;
    this.changes = changes;
  }

  @Get("/status")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<Map<String, Object>> status() {
    return answer(snapshot -> Optional.of(Documents.status(snapshot)), "");
  }

  /**
   * Events "status", and with {@code changes=true} those of {@code /changes/watch} too: a browser
   * opens six connections to a server for all its tabs, so that the page makes do with one.
   */
  @Get("/status/watch")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<Map<String, Object>>> statusFeed(
      @QueryValue(defaultValue = "false") boolean changes,
      @Nullable @Header("Last-Event-ID") Long last) {
    Flux<Event<Map<String, Object>>> statuses =
        Flux.from(feed.of("status", snapshot -> Optional.of(Documents.status(snapshot))));
    return changes ? statuses.mergeWith(this.changes.from(last)) : statuses;
  }

  @Get("/status/nodes/{id}")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<Map<String, Object>> node(String id) {
    return answer(snapshot -> Documents.node(snapshot, id), "node " + id);
  }

  @Get("/status/nodes/{id}/watch")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<Map<String, Object>>> nodeFeed(String id) {
    return feed.of("node", snapshot -> Documents.node(snapshot, id));
  }

  @Get("/alerts")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<Map<String, Object>> alerts() {
    return answer(snapshot -> Optional.of(Documents.alerts(snapshot)), "");
  }

  @Get("/alerts/watch")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<Map<String, Object>>> alertsFeed() {
    return feed.of("alerts", snapshot -> Optional.of(Documents.alerts(snapshot)));
  }

  /** Who is online, as an XML document; 503 without one while there is no status. */
  @Get("/cluster-state")
  @Produces(MediaType.APPLICATION_XML)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<String> clusterState() {
    return streams
        .snapshot()
        .<HttpResponse<String>>map(snapshot -> HttpResponse.ok(ClusterStateXml.of(snapshot)))
        .orElseGet(() -> HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE));
  }

  private HttpResponse<Map<String, Object>> answer(
      Function<StatusSnapshot, Optional<Map<String, Object>>> document, String what) {
    Optional<StatusSnapshot> snapshot = streams.snapshot();
    if (snapshot.isEmpty()) {
      return Problems.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "unavailable",
          streams.notReady().orElse("the stores cannot be read now") + "; try again");
    }
    return document
        .apply(snapshot.get())
        .<HttpResponse<Map<String, Object>>>map(HttpResponse::ok)
        .orElseGet(
            () ->
                Problems.of(
                    HttpStatus.NOT_FOUND,
                    "not-found",
                    what + " is no member of the cluster and does not report"));
  }
}
