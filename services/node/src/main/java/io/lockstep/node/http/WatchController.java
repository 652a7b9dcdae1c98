package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.node.watch.WatchHub;
import io.lockstep.node.watch.WatchItem;
import io.lockstep.trust.token.Role;
import io.lockstep.trust.token.Session;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;

/**
 * Every change as it comes, as Server-Sent Events.
 *
 * <p>{@code change} has the revision as its id and an entry of the audit as its data; so has each
 * event of a set. {@code reset} says that the wanted revision cannot be given ({@code code}, {@code
 * reason}, {@code revision}); {@code state} follows it, with the whole state and its revision as
 * id, and then every change behind it. {@code end} is the last one, with {@code code} and {@code
 * reason}. A comment is a sign of life.
 */
@Controller("/api/v1/watch")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WatchController {
  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final NodeService node;
  private final JsonMapper json;

  WatchController(NodeService node, JsonMapper json) {
    this.node = node;
    this.json = json;
  }

  /**
   * The changes from a revision on, that one first. {@code Last-Event-ID} wins: the change behind
   * it is the first. Without either, the next change is.
   */
  @Access(Role.VIEWER)
  @Get
  @Produces({MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_JSON})
  HttpResponse<Publisher<Event<String>>> watch(
      HttpRequest<?> request, @Nullable @QueryValue Long from) {
    Long first = first(request.getHeaders(), from);
    requireStream(request, first);
    WatchHub watches = node.watches();
    if (watches.isFull()) {
      throw ApiException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "too-many-watches",
          "this node has %d watchers, and that is all it takes; ask another node"
              .formatted(WatchHub.MOST));
    }
    Session session = Sessions.of(request);
    Publisher<WatchItem> items = watches.watch(first, () -> ended(session));
    Publisher<Event<String>> events =
        subscriber -> items.subscribe(new MappedSubscriber<>(subscriber, this::event));
    return HttpResponse.<Publisher<Event<String>>>ok(events)
        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }

  private static Long first(HttpHeaders headers, Long from) {
    String last = headers.get(LAST_EVENT_ID);
    if (last == null || last.isEmpty()) {
      return from == null ? null : PastController.requireRevision("from", from, 0);
    }
    if (!last.matches("[0-9]{1,18}")) {
      throw ApiException.malformed(LAST_EVENT_ID + " is the id of an event, not \"" + last + "\"");
    }
    return Long.parseLong(last) + 1;
  }

  /** Who does not take a stream is told at least whether there would be one from there. */
  private void requireStream(HttpRequest<?> request, Long first) {
    Collection<MediaType> accepted = request.accept();
    if (accepted.isEmpty()
        || accepted.stream().anyMatch(t -> t.matches(MediaType.TEXT_EVENT_STREAM_TYPE))) {
      return;
    }
    if (first != null) {
      node.past().requireWatchable(first);
    }
    throw ApiException.of(
        HttpStatus.NOT_ACCEPTABLE,
        "not-acceptable",
        "a watch is a stream of events; ask with Accept: " + MediaType.TEXT_EVENT_STREAM);
  }

  private Optional<WatchItem.End> ended(Session session) {
    if (!Instant.now().isBefore(session.expires())) {
      return Optional.of(
          new WatchItem.End("session-expired", "the session has ended; log in and resume"));
    }
    return node.replay().image().trust().isRevoked(session.id())
        ? Optional.of(new WatchItem.End("session-revoked", "the session was revoked"))
        : Optional.empty();
  }

  private Event<String> event(WatchItem item) {
    if (item instanceof WatchItem.Change change) {
      PastAnswers.Entry entry = PastAnswers.Entry.of(change.entry());
      return Event.of(json(entry)).id(Long.toString(entry.revision())).name("change");
    } else if (item instanceof WatchItem.State whole) {
      PastAnswers.WholeState state = PastAnswers.WholeState.of(whole.state());
      return Event.of(json(state)).id(Long.toString(state.revision())).name("state");
    } else if (item instanceof WatchItem.Reset reset) {
      return Event.of(said(reset.code(), reset.reason(), reset.revision())).name("reset");
    } else if (item instanceof WatchItem.End end) {
      return Event.of(said(end.code(), end.reason(), null)).name("end");
    }
    return Event.of("").comment("alive");
  }

  private String said(String code, String reason, Long revision) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("code", code);
    said.put("reason", reason);
    if (revision != null) {
      said.put("revision", revision);
    }
    return json(said);
  }

  private String json(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
