package io.lockstep.benchmark.content;

import io.lockstep.benchmark.content.Loads.Load;
import io.lockstep.log.LogConnection;
import io.lockstep.log.topic.TopicLayout;
import io.lockstep.log.topic.TopicProvisioner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * What any way over the log takes on this machine, and nothing of Lockstep's: one thread reads the
 * files, hashes them once and produces their bytes in records of a chunk's length; another consumes
 * them, hashes them once, and writes files that are on the device before they are seen. Nothing is
 * detected, cut by content, compared, decided or noted.
 */
final class BareWay implements Way {
  private static final int CHUNK = 128 * 1024;

  private final Path source;
  private final Path target;
  private final BareLog log;
  private final Stopwatch watch;

  private BareWay(Path folder, BareLog log, Stopwatch watch) {
    this.source = folder.resolve("source");
    this.target = folder.resolve("target");
    this.log = log;
    this.watch = watch;
  }

  /**
   * Starts it.
   *
   * @param connection to topics that nobody else uses
   */
  static BareWay start(Path folder, LogConnection connection, Stopwatch watch) throws IOException {
    new TopicProvisioner(connection, TopicLayout.SANDBOX).provision();
    BareWay way = new BareWay(folder, new BareLog(connection), watch);
    Files.createDirectories(way.source);
    Files.createDirectories(way.target);
    return way;
  }

  @Override
  public String name() {
    return "bare Kafka path";
  }

  @Override
  public void begin(Path large) throws IOException {
    Files.copy(large, source.resolve(Loads.LARGE));
    Files.copy(large, target.resolve(Loads.LARGE));
  }

  @Override
  public Took appear(Load load, Path files) throws IOException, InterruptedException {
    Path place = source.resolve("load");
    Path came = Files.createDirectories(target.resolve("load"));
    Loads.appear(Loads.staged(files, source), place);
    watch.start();
    List<Path> all = Loads.list(place);
    Future<?> received = log.receive(came, load);
    for (Path file : all) {
      send(file, load.bytes());
    }
    await(received);
    Took took = watch.stop();
    Loads.requireSame(place, came);
    Loads.delete(place);
    Loads.delete(came);
    return took;
  }

  private void send(Path file, int length) throws IOException {
    try (FileChannel in = FileChannel.open(file)) {
      for (int offset = 0; offset < length; offset += CHUNK) {
        byte[] bytes = new byte[Math.min(CHUNK, length - offset)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining() && in.read(buffer) >= 0) {
          // until it is full
        }
        log.send(file.getFileName().toString(), BareLog.sha256().digest(bytes), bytes);
      }
    }
  }

  @Override
  public Took change(long place) throws IOException, InterruptedException {
    Path changed = source.resolve(Loads.LARGE);
    Path came = target.resolve(Loads.LARGE);
    watch.start();
    Loads.change(changed, place);
    CompletableFuture<byte[]> received = log.next();
    int from = (int) (place / CHUNK * CHUNK);
    byte[] hash = BareLog.sha256().digest();
    byte[] bytes = new byte[CHUNK];
    try (FileChannel in = FileChannel.open(changed)) {
      hash = copy(in, null, in.size());
      in.read(ByteBuffer.wrap(bytes), from);
    }
    log.send(Loads.LARGE, hash, bytes);
    Path next = came.resolveSibling("next");
    try (FileChannel in = FileChannel.open(came);
        FileChannel out =
            FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] news = await(received);
      MessageDigest digest = BareLog.sha256();
      copy(in, out, from, digest);
      digest.update(news);
      out.write(ByteBuffer.wrap(news));
      in.position(from + CHUNK);
      copy(in, out, in.size() - in.position(), digest);
      BareLog.requireSame(hash, digest.digest());
      out.force(true);
    }
    Files.move(next, came, StandardCopyOption.ATOMIC_MOVE);
    Took took = watch.stop();
    Loads.requireSame(changed, came);
    return took;
  }

  private static byte[] copy(FileChannel in, FileChannel out, long length) throws IOException {
    MessageDigest digest = BareLog.sha256();
    copy(in, out, length, digest);
    return digest.digest();
  }

  private static void copy(FileChannel in, FileChannel out, long length, MessageDigest digest)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(4 * CHUNK);
    for (long left = length; left > 0; ) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), left));
      int read = in.read(buffer);
      if (read < 0) {
        throw new IOException("a file of the benchmark is shorter than it was");
      }
      left -= read;
      buffer.flip();
      digest.update(buffer.duplicate());
      while (out != null && buffer.hasRemaining()) {
        out.write(buffer);
      }
    }
  }

  private static <T> T await(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the bare path failed", e.getCause());
    }
  }

  @Override
  public void close() {
    log.close();
  }
}
