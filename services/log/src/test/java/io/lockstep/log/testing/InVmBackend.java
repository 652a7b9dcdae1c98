package io.lockstep.log.testing;

import io.kroxylicious.testing.kafka.api.TerminationStyle;
import io.kroxylicious.testing.kafka.common.KafkaClusterConfig;
import io.kroxylicious.testing.kafka.invm.InVMKafkaCluster;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;

/** Real brokers inside the test's JVM, with a controller in each. */
final class InVmBackend implements KafkaBackend {
  private final InVMKafkaCluster cluster;
  private final int brokers;

  InVmBackend(int brokers, Map<String, String> properties) {
    this.brokers = brokers;
    cluster =
        new InVMKafkaCluster(
            KafkaClusterConfig.builder()
                .kraftMode(true)
                .brokersNum(brokers)
                .kraftControllers(brokers)
                .brokerConfigs(properties)
                .build());
    cluster.start();
  }

  @Override
  public String description() {
    return brokers + " in-VM broker(s), Kafka " + AppInfoParser.getVersion();
  }

  @Override
  public String bootstrapServers() {
    return cluster.getBootstrapServers();
  }

  @Override
  public void stopBroker(int index) {
    cluster.stopNodes(node -> node == index, TerminationStyle.GRACEFUL);
  }

  @Override
  public void startBroker(int index) {
    cluster.startNodes(node -> node == index);
  }

  @Override
  public void close() {
    try {
      cluster.close();
    } catch (Exception e) {
      throw new IllegalStateException("The in-VM brokers did not stop", e);
    }
  }
}
