package io.lockstep.node.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.file.DiskSteps;
import io.lockstep.materialize.hook.PendingStore;
import io.lockstep.materialize.profile.spec.HookSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue whose thread does not run. */
class HookQueueTest {
  private static final List<String> PAGES = List.of("content:pages");
  private static final HookSpec RELOAD =
      new HookSpec(
          "shop",
          "reload",
          PAGES,
          List.of("true"),
          HookSpec.TIMEOUT,
          Duration.ofHours(1),
          Optional.empty(),
          List.of());

  @TempDir private Path folder;
  private HookQueue queue;

  @BeforeEach
  void make() {
    queue = queue();
  }

  private HookQueue queue() {
    PendingStore store = new PendingStore(folder.resolve("hooks.json"), new DiskSteps());
    return new HookQueue("n1", folder, store, () -> 1);
  }

  @Test
  void whoIsBehindTakesNoHookAwayThatHasToRun() {
    queue.follow(List.of(RELOAD), 5);
    queue.announce(PAGES, 5, 5);

    queue.follow(List.of(), 4);

    assertThat(queue.active(5)).isEqualTo(4);
  }

  @Test
  void aHookThatTheProfileHasNoMoreHasNotToRun() {
    queue.follow(List.of(RELOAD), 5);
    queue.announce(PAGES, 5, 5);

    queue.follow(List.of(), 6);

    assertThat(queue.active(6)).isEqualTo(6);
  }

  @Test
  void whatHasToRunIsKnownToTheNextProcess() {
    queue.follow(List.of(RELOAD), 5);
    queue.announce(PAGES, 5, 5);
    queue.changed(PAGES, 5);

    HookQueue next = queue();
    next.follow(List.of(RELOAD), 6);

    assertThat(next.active(6)).isEqualTo(4);
  }
}
