package io.lockstep.benchmark.peer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All stores, with fsync and without, as far as they can be measured here. For one thread. */
public final class StorePeers implements AutoCloseable {
  private final List<StorePeer> peers = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  private StorePeers() {}

  /** Starts them; one that cannot be started is among {@link #missing()}. */
  public static StorePeers start(Path folder) throws InterruptedException {
    StorePeers all = new StorePeers();
    try {
      for (StoreKind kind : StoreKind.values()) {
        all.start(kind, folder);
      }
      return all;
    } catch (InterruptedException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private void start(StoreKind kind, Path folder) throws InterruptedException {
    for (boolean fsync : new boolean[] {true, false}) {
      try {
        peers.add(StorePeer.start(kind, folder, fsync));
      } catch (PeerUnavailable e) {
        missing.add(kind.title() + (fsync ? "" : " without fsync") + ": " + e.getMessage());
      }
    }
  }

  /** Those that run. */
  public List<StorePeer> peers() {
    return List.copyOf(peers);
  }

  /** Those that do not, and why. */
  public List<String> missing() {
    return List.copyOf(missing);
  }

  /** What was measured with. */
  public String versions() {
    return String.join(", ", peers.stream().map(StorePeer::versions).distinct().toList());
  }

  @Override
  public void close() {
    peers.forEach(StorePeer::close);
  }
}
