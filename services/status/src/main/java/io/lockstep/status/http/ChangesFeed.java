package io.lockstep.status.http;

import io.lockstep.status.timeline.Change;
import io.lockstep.status.timeline.Timeline;
import io.micronaut.http.sse.Event;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Changes as they come, none twice and none left out. Each reader has its own place; what it was
 * not told yet is taken from what the timeline holds. A reader that is further behind than that is
 * told which revisions it misses.
 */
@Singleton
final class ChangesFeed {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

  /** Looks for which a reader may know more than this instance, as when it came from another. */
  private static final int AHEAD = 25;

  private final Timeline timeline;

  ChangesFeed(Timeline timeline) {
    this.timeline = timeline;
  }

  /** The changes after a revision; for null those alone that come from now on. */
  Publisher<Event<Map<String, Object>>> from(Long revision) {
    return after(revision == null ? timeline.newest() : Math.max(0, revision));
  }

  private Publisher<Event<Map<String, Object>>> after(long revision) {
    Flux<Event<Map<String, Object>>> changes =
        Flux.defer(
            () -> {
              Place place = new Place(revision);
              return Flux.interval(Duration.ZERO, LOOK)
                  .onBackpressureDrop()
                  .concatMapIterable(tick -> place.look(), 1);
            });
    Flux<Event<Map<String, Object>>> alive =
        Flux.interval(KEEP_ALIVE)
            .onBackpressureDrop()
            .map(tick -> Event.of(Map.<String, Object>of()).name("alive").comment("alive"));
    return changes.mergeWith(alive);
  }

  /** How far a reader was told. Looks one after the other. */
  private final class Place {
    private long told;
    private String problem = "";
    private int ahead;

    Place(long told) {
      this.told = told;
    }

    List<Event<Map<String, Object>>> look() {
      List<Event<Map<String, Object>>> news = new ArrayList<>();
      String now = timeline.problem().orElse("");
      if (!now.equals(problem)) {
        problem = now;
        news.add(Event.of(Map.<String, Object>of("problem", now)).name("problem"));
      }
      if (!timeline.isKnown()) {
        return news;
      }
      ahead = timeline.newest() < told ? ahead + 1 : 0;
      if (ahead > AHEAD) {
        told = 0; // the journal was replaced: what was told is no more
        news.add(Event.of(Map.<String, Object>of()).name("reset"));
      }
      List<Change> changes = timeline.after(told);
      if (!changes.isEmpty() && changes.get(0).revision() > told + 1) {
        Map<String, Object> missed = Map.of("from", told + 1, "to", changes.get(0).revision() - 1);
        news.add(Event.of(missed).name("gap"));
      }
      for (Change change : changes) {
        told = change.revision();
        news.add(Event.of(ChangeDocuments.change(change)).name("change").id(Long.toString(told)));
      }
      return news;
    }
  }
}
