package io.lockstep.log.testing;

/** Where the brokers of a {@link TestKafka} run. */
interface KafkaBackend extends AutoCloseable {
  /** What to say of it. */
  String description();

  String bootstrapServers();

  void stopBroker(int index);

  void startBroker(int index);

  @Override
  void close();
}
