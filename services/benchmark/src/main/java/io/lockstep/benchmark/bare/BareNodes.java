package io.lockstep.benchmark.bare;

import io.lockstep.benchmark.peer.PeerUnavailable;
import io.lockstep.benchmark.peer.ServerProcess;
import io.lockstep.cli.access.NodeAccess;
import io.lockstep.log.LogConnection;
import io.lockstep.trust.certificate.CertificateEntry;
import io.lockstep.trust.certificate.CertificateGenerator;
import io.lockstep.trust.certificate.CertificateSpec;
import io.lockstep.trust.certificate.CertificateWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Three processes that a change goes through as through nodes, by the same hops over HTTPS and
 * Kafka, without anything that Lockstep does with it. Asked by one thread.
 */
public final class BareNodes implements AutoCloseable {
  private static final String NAME = "bare-nodes";
  private static final String HOST = "localhost";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** As the sandbox starts a node. */
  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx256m",
          "-Xms64m",
          "-XX:NewSize=20m",
          "-XX:NewRatio=5",
          "-XX:-UsePerfData");

  /** Until the questions have come to the processes. */
  private static final Duration ASKED = Duration.ofMillis(5);

  private static final String BODY = "{\"value\":\"value 1234567\"}";

  private final List<ServerProcess> processes = new ArrayList<>();
  private final List<HttpClient> clients = new ArrayList<>();
  private final List<URI> addresses = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(BarePath.READERS);
  private int number;

  private BareNodes() {}

  /**
   * Starts them on topics of their own.
   *
   * @param cluster whose broker has the topics
   * @param folder for their certificate and logs
   * @throws IllegalStateException if one does not start
   */
  public static BareNodes start(LogConnection cluster, Path folder) throws InterruptedException {
    LogConnection connection = BarePath.connection(cluster, NAME);
    BarePath.provision(connection);
    BareNodes nodes = new BareNodes();
    try {
      nodes.start(connection.bootstrapServers(), folder);
      return nodes;
    } catch (PeerUnavailable | IOException e) {
      nodes.close();
      throw new IllegalStateException("bare processes do not start: " + e.getMessage(), e);
    }
  }

  private void start(String broker, Path folder)
      throws IOException, PeerUnavailable, InterruptedException {
    CertificateEntry entry =
        new CertificateGenerator(Clock.systemUTC(), new SecureRandom())
            .selfSigned(CertificateSpec.host(HOST));
    Path own = folder.resolve(NAME + ".key.pem");
    Path trusted = folder.resolve(NAME + ".pem");
    Files.write(own, CertificateWriter.pem(entry));
    Files.write(trusted, CertificateWriter.pem(List.of(entry.certificate())));
    for (int node = 0; node < BarePath.READERS; node++) {
      int port = ServerProcess.freePort();
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(JVM);
      command.add("-Djava.io.tmpdir=" + folder);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(BareNode.class.getName(), broker, NAME, Integer.toString(port)));
      command.addAll(List.of(own.toString(), Boolean.toString(node == 0)));
      processes.add(ServerProcess.start(command, folder.resolve(NAME + node + ".log"), port));
      clients.add(NodeAccess.of(trusted, trusted).http());
      addresses.add(URI.create("https://" + HOST + ":" + port));
    }
  }

  /** What this is, in words. */
  public static String how() {
    return "*Bare processes*: the bare path divided as it is between nodes: three processes with"
        + " HTTPS, by Netty alone, each of which sends commands and has one of the readers; the first"
        + " answers the commands. The same client asks them in the same way; the status application"
        + " is not among them.";
  }

  /** One change through one after another, until each has its event; in milliseconds. */
  public double change() throws InterruptedException {
    int change = number++;
    List<Future<Long>> applied = new ArrayList<>();
    for (int node = 0; node < clients.size(); node++) {
      int asked = node;
      applied.add(
          threads.submit(
              () -> {
                ask(asked, HttpRequest.newBuilder().GET(), change);
                return System.nanoTime();
              }));
    }
    // Those who wait for the change wait already, as the readers of the bare path do.
    LockSupport.parkNanos(ASKED.toNanos());
    long begin = System.nanoTime();
    try {
      ask(
          change % clients.size(),
          HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.ofString(BODY)),
          change);
      long end = System.nanoTime();
      for (Future<Long> each : applied) {
        end = Math.max(end, each.get());
      }
      return (end - begin) / 1e6;
    } catch (ExecutionException | IOException e) {
      throw new IllegalStateException("a bare process did not answer: " + e.getMessage(), e);
    }
  }

  private void ask(int node, HttpRequest.Builder request, int change)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        clients
            .get(node)
            .send(
                request.uri(addresses.get(node).resolve("/" + change)).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("status " + answer.statusCode());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    processes.forEach(ServerProcess::close);
  }
}
