package io.lockstep.benchmark.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.BackgroundCallback;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.Watcher.Event.EventType;

/**
 * ZooKeeper by way of Curator: as many connections for changes as Lockstep has nodes, one a
 * watcher, with a persistent recursive watch. Such a watch tells that a node has changed, not to
 * what; the watcher does not ask, which is to ZooKeeper's favour.
 */
final class ZooKeeperStore implements Store {
  private static final int CONNECTIONS = 3;
  private static final int SESSION_MILLIS = 60_000;
  private static final int CONNECT_SECONDS = 15;

  private final String address;
  private final List<CuratorFramework> all = new ArrayList<>();
  private final List<CuratorFramework> clients = new ArrayList<>();

  /** Connects to {@code host:port}. */
  ZooKeeperStore(String address) throws IOException {
    this.address = address;
    while (clients.size() < CONNECTIONS) {
      clients.add(connect());
    }
  }

  private CuratorFramework connect() throws IOException {
    CuratorFramework client =
        CuratorFrameworkFactory.builder()
            .connectString(address)
            .sessionTimeoutMs(SESSION_MILLIS)
            .connectionTimeoutMs(CONNECT_SECONDS * 1_000)
            .retryPolicy(new RetryOneTime(100))
            .build();
    all.add(client);
    client.start();
    try {
      if (!client.blockUntilConnected(CONNECT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("no ZooKeeper at " + address + " within " + CONNECT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return client;
  }

  @Override
  public void prepare(List<String> keys) throws Exception {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (String key : keys) {
      CompletableFuture<Void> made = new CompletableFuture<>();
      clients
          .get(0)
          .create()
          .creatingParentsIfNeeded()
          .inBackground(completes(made))
          .forPath(key, bytes("first"));
      sent.add(made);
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get();
  }

  @Override
  public CompletableFuture<?> put(int client, Change change) {
    CompletableFuture<Void> made = new CompletableFuture<>();
    try {
      clients
          .get(client % CONNECTIONS)
          .setData()
          .inBackground(completes(made))
          .forPath(change.key(), bytes(change.value()));
    } catch (Exception e) { // Curator declares nothing else
      made.completeExceptionally(e);
    }
    return made;
  }

  @Override
  public CompletableFuture<?> transaction(List<Change> changes) {
    CompletableFuture<Void> made = new CompletableFuture<>();
    try {
      List<CuratorOp> operations = new ArrayList<>();
      for (Change each : changes) {
        operations.add(
            clients.get(0).transactionOp().setData().forPath(each.key(), bytes(each.value())));
      }
      clients.get(0).transaction().inBackground(completes(made)).forOperations(operations);
    } catch (Exception e) { // Curator declares nothing else
      made.completeExceptionally(e);
    }
    return made;
  }

  private static BackgroundCallback completes(CompletableFuture<Void> made) {
    return (client, event) -> {
      if (event.getResultCode() == 0) {
        made.complete(null);
      } else {
        made.completeExceptionally(
            new IOException("ZooKeeper answers " + event.getResultCode() + " to " + event));
      }
    };
  }

  @Override
  public void watch(Arrivals arrivals) throws Exception {
    CuratorFramework watcher = connect();
    watcher
        .watchers()
        .add()
        .withMode(AddWatchMode.PERSISTENT_RECURSIVE)
        .usingWatcher(
            (org.apache.zookeeper.Watcher)
                event -> {
                  if (event.getType() == EventType.NodeDataChanged) {
                    arrivals.add(1);
                  }
                })
        .forPath("/bench");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    all.forEach(CuratorFramework::close);
  }
}
