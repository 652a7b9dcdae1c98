package io.lockstep.benchmark.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One store as a process, and its clients as another: three that watch, and some that change. What
 * they can be asked for stands at {@code io.lockstep.benchmark.peers.StorePeer}. For one thread.
 */
public final class StorePeer implements AutoCloseable {
  private final StoreKind kind;
  private final boolean fsync;
  private final String versions;
  private final ServerProcess server;
  private final PeerClient client;

  private StorePeer(
      StoreKind kind, boolean fsync, String versions, ServerProcess server, PeerClient client) {
    this.kind = kind;
    this.fsync = fsync;
    this.versions = versions;
    this.server = server;
    this.client = client;
  }

  /**
   * Starts both.
   *
   * @param folder below which it gets one of its own
   * @param fsync whether a change is on disk before it is acknowledged, as its default is
   * @throws PeerUnavailable if it cannot be measured here
   */
  public static StorePeer start(StoreKind kind, Path folder, boolean fsync)
      throws PeerUnavailable, InterruptedException {
    String versions = kind.versions();
    Path own =
        folder.resolve(kind.name().toLowerCase(Locale.ROOT) + (fsync ? "-fsync" : "-no-fsync"));
    try {
      Files.createDirectories(own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int port = ServerProcess.freePort();
    ServerProcess server =
        ServerProcess.start(kind.command(own, port, fsync), own.resolve("server.log"), port);
    try {
      PeerClient client =
          PeerClient.start(
              own.resolve("client.log"), kind.name().toLowerCase(Locale.ROOT), kind.address(port));
      return new StorePeer(kind, fsync, versions, server, client);
    } catch (PeerUnavailable e) {
      server.close();
      throw e;
    }
  }

  /** Which store. */
  public StoreKind kind() {
    return kind;
  }

  /** Whether a change is on disk before it is acknowledged. */
  public boolean fsync() {
    return fsync;
  }

  /** Of server and client, in words. */
  public String versions() {
    return versions;
  }

  /** As {@link PeerClient#measure}. */
  public double[] measure(String work, int... numbers) {
    return client.measure(work, numbers);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
