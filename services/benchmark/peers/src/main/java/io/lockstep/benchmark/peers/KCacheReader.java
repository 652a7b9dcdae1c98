package io.lockstep.benchmark.peers;

import io.kcache.KafkaCache;
import io.kcache.KafkaCacheConfig;
import java.io.IOException;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;

/** KCache, in memory, with its defaults but that it reads what is committed alone. */
final class KCacheReader implements Reader {
  private final KafkaCache<String, byte[]> cache;

  KCacheReader(String brokers, String topic) {
    Properties settings = new Properties();
    settings.put(KafkaCacheConfig.KAFKACACHE_BOOTSTRAP_SERVERS_CONFIG, brokers);
    settings.put(KafkaCacheConfig.KAFKACACHE_TOPIC_CONFIG, topic);
    settings.put("kafkacache.isolation.level", "read_committed");
    cache = new KafkaCache<>(new KafkaCacheConfig(settings), Serdes.String(), Serdes.ByteArray());
  }

  @Override
  public long read() {
    cache.init();
    return cache.size();
  }

  @Override
  public void close() {
    try {
      cache.close();
    } catch (IOException e) {
      throw new IllegalStateException("KCache does not close", e);
    }
  }
}
