package io.lockstep.log.testing;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/** Brokers in containers, with a controller in each; their ports stay when they are restarted. */
final class ContainerBackend implements KafkaBackend {
  private static final String IMAGE = "apache/kafka:4.3.1";
  private static final String CLUSTER_ID = "4L6g3nShT-eMCtK--X86sw";

  private final Network network = Network.newNetwork();
  private final List<GenericContainer<?>> containers = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();

  ContainerBackend(int brokers, Map<String, String> properties) {
    for (int index = 0; index < brokers; index++) {
      int port = freePort();
      ports.add(port);
      containers.add(container(index, brokers, port, properties));
    }
    Startables.deepStart(containers).join();
  }

  /** Whether a Docker engine answers. */
  static boolean isAvailable() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  private GenericContainer<?> container(
      int index, int brokers, int port, Map<String, String> properties) {
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(IMAGE))
            .withNetwork(network)
            .withNetworkAliases("kafka-" + index)
            .withEnv("CLUSTER_ID", CLUSTER_ID)
            .withEnv("KAFKA_NODE_ID", Integer.toString(index))
            .withEnv("KAFKA_PROCESS_ROLES", "broker,controller")
            .withEnv(
                "KAFKA_CONTROLLER_QUORUM_VOTERS",
                IntStream.range(0, brokers)
                    .mapToObj(i -> i + "@kafka-" + i + ":9094")
                    .collect(Collectors.joining(",")))
            .withEnv("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER")
            .withEnv("KAFKA_INTER_BROKER_LISTENER_NAME", "INTERNAL")
            .withEnv(
                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                "CONTROLLER:PLAINTEXT,INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT")
            .withEnv("KAFKA_LISTENERS", "CONTROLLER://:9094,INTERNAL://:9093,EXTERNAL://:9092")
            .withEnv(
                "KAFKA_ADVERTISED_LISTENERS",
                "INTERNAL://kafka-" + index + ":9093,EXTERNAL://" + host() + ":" + port)
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
            .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "1")
            .withEnv("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", replicas(brokers))
            .withEnv("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", replicas(brokers))
            .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", brokers >= 3 ? "2" : "1")
            .waitingFor(
                Wait.forLogMessage(".*Kafka Server started.*", 1)
                    .withStartupTimeout(Duration.ofMinutes(2)));
    properties.forEach(
        (name, value) ->
            container.withEnv("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    container.setPortBindings(List.of(port + ":9092"));
    return container;
  }

  private static String replicas(int brokers) {
    return Integer.toString(Math.min(brokers, 3));
  }

  private static String host() {
    docker(); // the address is known only once the engine was asked
    return DockerClientFactory.instance().dockerHostIpAddress();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("No free port for a broker", e);
    }
  }

  @Override
  public String description() {
    return containers.size() + " container(s) of " + IMAGE;
  }

  @Override
  public String bootstrapServers() {
    return ports.stream().map(port -> host() + ":" + port).collect(Collectors.joining(","));
  }

  @Override
  public void stopBroker(int index) {
    docker().stopContainerCmd(containers.get(index).getContainerId()).exec();
  }

  @Override
  public void startBroker(int index) {
    docker().startContainerCmd(containers.get(index).getContainerId()).exec();
  }

  private static DockerClient docker() {
    return DockerClientFactory.instance().client();
  }

  @Override
  public void close() {
    containers.forEach(GenericContainer::stop);
    network.close();
  }
}
