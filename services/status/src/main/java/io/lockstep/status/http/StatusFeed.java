package io.lockstep.status.http;

import io.lockstep.status.streams.StatusSnapshot;
import io.lockstep.status.streams.StatusStreams;
import io.micronaut.http.sse.Event;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Changes of the status, as they come. However many listen, the stores are read once for each look.
 * A reader that comes back needs no memory of what it missed: it gets the whole document at once.
 */
@Singleton
final class StatusFeed {
  private static final Duration LOOK = Duration.ofMillis(250);

  /** So that proxies keep the connection, and a reader notices that it is dead. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

  private final StatusStreams streams;
  private final Flux<StatusSnapshot> snapshots;

  StatusFeed(StatusStreams streams) {
    this.streams = streams;
    snapshots =
        Flux.interval(Duration.ZERO, LOOK)
            .onBackpressureDrop()
            .mapNotNull(tick -> streams.snapshot().orElse(null))
            .publish()
            .refCount(1);
  }

  /** A document whenever it changes, the first at once; a comment while it does not. */
  Publisher<Event<Map<String, Object>>> of(
      String name, Function<StatusSnapshot, Optional<Map<String, Object>>> document) {
    Flux<Event<Map<String, Object>>> changes =
        Flux.defer(() -> Flux.fromStream(streams.snapshot().stream()))
            .concatWith(snapshots)
            .onBackpressureLatest()
            .mapNotNull(snapshot -> document.apply(snapshot).orElse(null))
            .distinctUntilChanged(StatusFeed::withoutTime)
            .map(content -> Event.of(content).name(name));
    Flux<Event<Map<String, Object>>> alive =
        Flux.interval(KEEP_ALIVE)
            .onBackpressureDrop()
            .map(tick -> Event.of(Map.<String, Object>of()).name("alive").comment("alive"));
    return changes.mergeWith(alive);
  }

  private static Map<String, Object> withoutTime(Map<String, Object> document) {
    Map<String, Object> rest = new HashMap<>(document);
    rest.remove(Documents.AS_OF);
    return rest;
  }
}
