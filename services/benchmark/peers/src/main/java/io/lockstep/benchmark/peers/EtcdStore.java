package io.lockstep.benchmark.peers;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.Txn;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.PutOption;
import io.etcd.jetcd.options.WatchOption;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** etcd by way of jetcd: as many connections for changes as Lockstep has nodes, one a watcher. */
final class EtcdStore implements Store {
  private static final int CONNECTIONS = 3;

  /**
   * Puts at a time: the server refuses them while more than 5,000 are committed and not applied
   * ({@code maxGapBetweenApplyAndCommitIndex} in etcd's {@code v3_server.go}).
   */
  private static final int MOST_UNDECIDED = 4_000;

  private final Semaphore undecided = new Semaphore(MOST_UNDECIDED);
  private final String address;
  private final List<Client> all = new ArrayList<>();
  private final List<Client> clients;

  /** Connects to {@code http://host:port} when it is first used. */
  EtcdStore(String address) {
    this.address = address;
    clients = IntStream.range(0, CONNECTIONS).mapToObj(number -> connect()).toList();
  }

  private Client connect() {
    Client client = Client.builder().endpoints(address).build();
    all.add(client);
    return client;
  }

  @Override
  public void prepare(List<String> keys) throws Exception {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (String key : keys) {
      sent.add(put(0, new Change(key, "first")));
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get();
  }

  @Override
  public CompletableFuture<?> put(int client, Change change) {
    undecided.acquireUninterruptibly();
    return clients
        .get(client % CONNECTIONS)
        .getKVClient()
        .put(bytes(change.key()), bytes(change.value()))
        .whenComplete((answer, failure) -> undecided.release());
  }

  @Override
  public CompletableFuture<?> transaction(List<Change> changes) {
    Txn transaction = clients.get(0).getKVClient().txn();
    Op[] puts =
        changes.stream()
            .map(each -> Op.put(bytes(each.key()), bytes(each.value()), PutOption.DEFAULT))
            .toArray(Op[]::new);
    return transaction.Then(puts).commit();
  }

  @Override
  public void watch(Arrivals arrivals) throws Exception {
    WatchOption all = WatchOption.builder().isPrefix(true).withCreateNotify(true).build();
    CompletableFuture<Void> created = new CompletableFuture<>();
    connect()
        .getWatchClient()
        .watch(
            bytes("/bench/"),
            all,
            response -> {
              if (response.isCreatedNotify()) {
                created.complete(null);
              }
              arrivals.add(response.getEvents().size());
            });
    created.get();
  }

  private static ByteSequence bytes(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    all.forEach(Client::close);
  }
}
