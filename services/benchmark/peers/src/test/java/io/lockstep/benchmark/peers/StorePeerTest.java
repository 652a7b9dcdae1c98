package io.lockstep.benchmark.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StorePeerTest {
  /** Keeps everything at once, and tells its watchers so. */
  private static final class FakeStore implements Store {
    private final Map<String, String> values = new HashMap<>();
    private final List<Arrivals> watchers = new ArrayList<>();
    private final List<Integer> transactions = new ArrayList<>();
    private final Set<String> written = new HashSet<>();

    @Override
    public synchronized void prepare(List<String> keys) {
      keys.forEach(key -> values.put(key, "first"));
    }

    @Override
    public synchronized CompletableFuture<?> put(int client, Change change) {
      if (!values.containsKey(change.key())) {
        return CompletableFuture.failedFuture(new IllegalStateException("not prepared"));
      }
      values.put(change.key(), change.value());
      written.add(change.key() + "=" + change.value());
      watchers.forEach(watcher -> watcher.add(1));
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletableFuture<?> transaction(List<Change> changes) {
      transactions.add(changes.size());
      return CompletableFuture.allOf(
          changes.stream().map(change -> put(0, change)).toArray(CompletableFuture[]::new));
    }

    @Override
    public synchronized void watch(Arrivals arrivals) {
      watchers.add(arrivals);
    }

    @Override
    public void close() {}
  }

  private final FakeStore store = new FakeStore();
  private final StorePeer peer = new StorePeer(store);

  @Test
  void changesEveryKeyAndHasThreeWatchersToldOfIt() throws Exception {
    assertThat(peer.measure("puts", new int[] {100})).hasSize(1);

    assertThat(store.written).hasSize(100);
    assertThat(store.watchers)
        .hasSize(3)
        .allSatisfy(all -> assertThat(all.number()).isEqualTo(100));
  }

  @Test
  void changesToAnotherValueEachTime() throws Exception {
    peer.measure("puts", new int[] {10});
    peer.measure("puts", new int[] {10});

    assertThat(store.written).hasSize(20);
  }

  @Test
  void leavesNoneOutWhenTransactionsDoNotDivideThem() throws Exception {
    peer.measure("transactions", new int[] {10, 4});

    assertThat(store.transactions).containsExactly(4, 4, 2);
    assertThat(store.written).hasSize(10);
  }

  @Test
  void sharesTheChangesAmongClients() throws Exception {
    peer.measure("clients", new int[] {50, 8});

    assertThat(store.written).hasSize(50);
  }

  @Test
  void tellsTheTimeOfEachOfSeveralChanges() throws Exception {
    assertThat(peer.measure("changes", new int[] {5})).hasSize(5);
  }

  @Test
  void refusesWorkThatItDoesNotKnow() {
    assertThatThrownBy(() -> peer.measure("gets", new int[] {5}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gets");
  }
}
