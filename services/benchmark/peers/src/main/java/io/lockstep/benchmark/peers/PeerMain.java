package io.lockstep.benchmark.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Runs the clients of one peer: {@code PeerMain NAME ADDRESS [TOPIC]}. Each line of standard input
 * asks for a piece of work, {@code set 10000}; a line of standard output answers, {@code ok} and
 * the values, or {@code failed} and why. Ends with its input, and so with the process that asked.
 */
public final class PeerMain {
  private PeerMain() {}

  /** Says {@code ok} when it is connected, and then answers until its input ends. */
  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err); // what libraries print is not an answer
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int code = 0;
    try (Peer peer = peer(arguments)) {
      answers.println("ok");
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        answers.println(answer(peer, line.split(" ")));
      }
    } catch (Exception e) {
      e.printStackTrace();
      answers.println("failed " + oneLine(e));
      code = 1;
    }
    System.exit(code); // clients leave threads behind
  }

  private static Peer peer(String[] arguments) throws IOException {
    String address = arguments[1];
    return switch (arguments[0]) {
      case "etcd" -> new StorePeer(new EtcdStore(address));
      case "zookeeper" -> new StorePeer(new ZooKeeperStore(address));
      case "consumer" -> new ReaderPeer(new BareReader(address, arguments[2], value -> {}));
      case "consumer-verified" ->
          new ReaderPeer(new BareReader(address, arguments[2], new MacAndHash()));
      case "kcache" -> new ReaderPeer(new KCacheReader(address, arguments[2]));
      case "globalktable" -> new ReaderPeer(new GlobalTableReader(address, arguments[2], true));
      case "globalktable-rocksdb" ->
          new ReaderPeer(new GlobalTableReader(address, arguments[2], false));
      default -> throw new IllegalArgumentException("no peer is called " + arguments[0]);
    };
  }

  private static String answer(Peer peer, String[] request) {
    int[] numbers = Arrays.stream(request).skip(1).mapToInt(Integer::parseInt).toArray();
    try {
      return "ok "
          + Arrays.stream(peer.measure(request[0], numbers))
              .mapToObj(Double::toString)
              .collect(Collectors.joining(" "));
    } catch (Exception e) {
      e.printStackTrace();
      return "failed " + oneLine(e);
    }
  }

  private static String oneLine(Exception e) {
    return e.toString().replace('\n', ' ');
  }
}
