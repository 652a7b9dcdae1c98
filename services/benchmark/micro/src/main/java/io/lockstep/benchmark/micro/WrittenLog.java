package io.lockstep.benchmark.micro;

import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.KeptSchemas;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Event;
import io.lockstep.state.decide.Decision;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.trust.mac.EventMac;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cluster whose parameters each have a value, and a new value of each of them in the log: as the
 * primary decides, signs and encodes it, and as a node reads it back. For one thread.
 */
final class WrittenLog implements AutoCloseable {
  final NodeTrust trust;
  final Codecs codecs;

  /** What every parameter was before. */
  final ClusterImage before;

  /** What every parameter is after. */
  final ClusterImage after;

  /** As the primary decided them; without MACs. */
  final List<Event> decided;

  /** With their MACs. */
  final List<Event> signed;

  /** As they stand in the topic. */
  final List<byte[]> records;

  /** As a node has them: decoded, each with texts of its own. */
  final List<Event> read;

  /** The encodings of these, as a node finds them in the records. */
  final List<ByteBuffer> encodings;

  private final Path folder;

  /**
   * Makes it.
   *
   * @param events of it, and parameters of the cluster
   */
  WrittenLog(int events) throws IOException, UnreadableRecordException {
    folder = Files.createTempDirectory("lockstep-micro-");
    trust = trust(folder);
    codecs = KeptSchemas.codecs(Workload.CLUSTER, folder.resolve("schemas"));
    before = Workload.sets(Workload.founded(), events, 0).image();
    Decision decision = Workload.sets(before, events, 1);
    decided = decision.events();
    after = decision.image();
    EventMac mac = trust.eventMac();
    signed = decided.stream().map(mac::sign).toList();
    records = signed.stream().map(codecs.events()::encode).toList();
    read = new ArrayList<>(events);
    for (byte[] record : records) {
      read.add(codecs.events().decode(record));
    }
    encodings = records.stream().map(codecs.events()::encoding).toList();
  }

  private static NodeTrust trust(Path folder) {
    SecretFile file = new SecretFile(folder.resolve(SecretFile.NAME));
    file.create(ClusterSecret.generate(1, new SecureRandom()));
    return NodeTrust.open(
        Workload.CLUSTER, Workload.PRIMARY, folder.resolve(SecretFile.NAME), folder);
  }

  @Override
  public void close() throws IOException {
    codecs.close();
    trust.close();
    List<Path> all;
    try (Stream<Path> tree = Files.walk(folder)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
