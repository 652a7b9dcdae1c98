package io.lockstep.node.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Watches the changes as a browser does: comes back behind the last id, to whichever node. */
public final class WatchReader implements AutoCloseable {
  /** An event; id is 0 where it has none. */
  public record Received(long id, String name, String data) {}

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .sslContext(TestTls.trustingAll())
          .build();
  private final Supplier<String> urls;
  private final String authorization;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "watch-reader");
  private volatile boolean closed;
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Stream<String> open;
  private String from;
  private boolean once;

  private WatchReader(Supplier<String> urls, String authorization) {
    this.urls = urls;
    this.authorization = authorization;
    thread.setDaemon(true);
  }

  /**
   * Begins to watch.
   *
   * @param urls asked for a node's URL before each connection
   * @param from the query, such as {@code ?from=1}, of the first connection
   */
  public static WatchReader start(Supplier<String> urls, String authorization, String from) {
    return start(urls, authorization, from, false);
  }

  /** The same; with {@code once} it does not come back. */
  public static WatchReader start(
      Supplier<String> urls, String authorization, String from, boolean once) {
    WatchReader reader = new WatchReader(urls, authorization);
    reader.from = from;
    reader.once = once;
    reader.thread.start();
    return reader;
  }

  private void run() {
    do {
      try {
        connect();
      } catch (IOException | UncheckedIOException e) {
        // the node is gone; another, then
      } catch (InterruptedException e) {
        return;
      }
      pause();
    } while (!closed && !once);
  }

  private void pause() {
    try {
      closing.await(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private void connect() throws IOException, InterruptedException {
    long last = lastId();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(urls.get() + "/api/v1/watch" + (last == 0 ? from : "")))
            .header("Accept", "text/event-stream")
            .header("Authorization", authorization);
    if (last > 0) {
      request.header("Last-Event-ID", Long.toString(last));
    }
    HttpResponse<Stream<String>> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
    try (Stream<String> lines = answer.body()) {
      open = lines;
      if (answer.statusCode() == 200) {
        connections.incrementAndGet();
        read(lines.iterator());
      }
    }
  }

  private void read(Iterator<String> lines) {
    long id = 0;
    String name = "";
    StringBuilder data = new StringBuilder();
    while (!closed && lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("id:")) {
        id = Long.parseLong(line.substring(3).strip());
      } else if (line.startsWith("event:")) {
        name = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        data.append(line.substring(5).strip());
      } else if (line.isEmpty() && !name.isEmpty()) {
        received.add(new Received(id, name, data.toString()));
        id = 0;
        name = "";
        data.setLength(0);
      }
    }
  }

  private long lastId() {
    return received.stream().mapToLong(Received::id).filter(id -> id > 0).reduce(0, (x, y) -> y);
  }

  /** What came so far. */
  public List<Received> received() {
    return received;
  }

  /** How often it was let in. */
  public int connections() {
    return connections.get();
  }

  /** Ids of the changes, in the order in which they came. */
  public List<Long> revisions() {
    return received.stream().filter(e -> e.name().equals("change")).map(Received::id).toList();
  }

  /** Waits until a change has come. */
  public WatchReader awaitRevision(long revision) {
    await("the watch to reach revision " + revision)
        .atMost(Duration.ofSeconds(60))
        .until(() -> lastId() >= revision);
    return this;
  }

  /** Waits until an event of that name has come. */
  public Received awaitEvent(String name) {
    await("event " + name)
        .atMost(Duration.ofSeconds(60))
        .until(() -> received.stream().anyMatch(event -> event.name().equals(name)));
    return received.stream().filter(event -> event.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    closed = true;
    closing.countDown();
    Stream<String> lines = open;
    if (lines != null) {
      lines.close();
    }
    thread.interrupt();
  }
}
