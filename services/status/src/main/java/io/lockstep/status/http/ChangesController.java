package io.lockstep.status.http;

import io.lockstep.status.timeline.Change;
import io.lockstep.status.timeline.Timeline;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;

/** The newest changes of the cluster: who, what, from where, and how it was before. */
@Controller("/api/v1/changes")
final class ChangesController {
  private static final int USUAL = 50;

  private final Timeline timeline;
  private final ChangesFeed feed;

  ChangesController(Timeline timeline, ChangesFeed feed) {
    this.timeline = timeline;
    this.feed = feed;
  }

  /** The newest changes before a revision, of the newest 500; the newest first. */
  @Get
  HttpResponse<Map<String, Object>> changes(
      @Nullable @QueryValue Long before, @Nullable @QueryValue Integer limit) {
    int most = limit == null ? USUAL : limit;
    if (most < 1 || most > Timeline.KEEP) {
      return bad("limit is " + limit + ", but wants 1 to " + Timeline.KEEP);
    }
    if (before != null && before < 1) {
      return bad("before is " + before + ", but wants a revision, 1 or higher");
    }
    if (!timeline.isKnown()) {
      return Problems.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "unavailable",
          timeline.problem().orElse("the journal is read") + "; try again");
    }
    List<Change> found = timeline.before(before == null ? Long.MAX_VALUE : before, most);
    long oldest = timeline.oldest();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("problem", timeline.problem().orElse(null));
    document.put("newest", timeline.newest());
    document.put("oldest", oldest);
    document.put("more", !found.isEmpty() && found.get(found.size() - 1).revision() > oldest);
    document.put("items", found.stream().map(ChangeDocuments::change).toList());
    return HttpResponse.ok(document);
  }

  /**
   * The changes after a revision, each as an event "change" with its revision as id. Without one
   * only those that come from now on.
   */
  @Get("/watch")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<Map<String, Object>>> watch(
      @Nullable @Header("Last-Event-ID") Long last, @Nullable @QueryValue Long after) {
    return feed.from(last != null ? last : after);
  }

  private static HttpResponse<Map<String, Object>> bad(String detail) {
    return Problems.of(HttpStatus.BAD_REQUEST, "bad-request", detail);
  }
}
