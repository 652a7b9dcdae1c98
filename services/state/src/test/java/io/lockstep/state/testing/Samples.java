package io.lockstep.state.testing;

import io.lockstep.schema.Command;
import io.lockstep.schema.ContentEntry;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.Operation;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.Submission;
import io.lockstep.schema.topic.TrustedRecords;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** Records to test with. */
public final class Samples {
  public static final String CLUSTER = "blue";

  static {
    TrustedRecords.declare();
  }

  private static final SpecificDatumWriter<Event> WRITER = new SpecificDatumWriter<>(Event.class);
  private static final SpecificDatumReader<Event> READER = new SpecificDatumReader<>(Event.class);

  private Samples() {}

  public static Member.Builder memberBuilder(String id) {
    return Member.newBuilder()
        .setId(id)
        .setHost(id + ".example")
        .setUrl("http://" + id + ".example:8080")
        .setAdminUrl("https://" + id + ".example:444")
        .setSite("s" + Math.floorMod(id.hashCode(), 2))
        .setRoles(List.of("admin", "web"))
        .setAttributes(Map.of("zone", "z-" + id, "rack", "r1", "disk", "ssd"))
        .setSoftwareVersion("0.1.0")
        .setFormatLevel(1);
  }

  public static Member member(String id) {
    return memberBuilder(id).build();
  }

  public static SetConfiguration set(String key, String value) {
    return set(key, "shared", value);
  }

  public static SetConfiguration set(String key, String scope, String value) {
    return SetConfiguration.newBuilder().setKey(key).setScope(scope).setValue(value).build();
  }

  public static RemoveConfiguration unset(String key) {
    return new RemoveConfiguration(key, "shared");
  }

  public static PromotionEntry entry(String id, boolean enabled) {
    return PromotionEntry.newBuilder()
        .setHost(id + ".example")
        .setUrl("https://" + id + ".example:444")
        .setEnabled(enabled)
        .build();
  }

  public static ContentEntry file(String folder, String path, int seed) {
    byte[] hash = new byte[32];
    Arrays.fill(hash, (byte) seed);
    return ContentEntry.newBuilder()
        .setFolder(folder)
        .setPath(path)
        .setSize(seed)
        .setSha256(ByteBuffer.wrap(hash))
        .build();
  }

  public static Operation operation(Object action, Long expectedRevision) {
    return Operation.newBuilder().setAction(action).setExpectedRevision(expectedRevision).build();
  }

  public static Submission submission(String id, Object... actions) {
    List<Operation> operations = new ArrayList<>();
    for (Object action : actions) {
      operations.add(action instanceof Operation given ? given : operation(action, null));
    }
    return Submission.newBuilder()
        .setId(id)
        .setActor("alice")
        .setTime(Instant.EPOCH)
        .setOperations(operations)
        .build();
  }

  public static Command command(String origin, Submission... submissions) {
    return Command.newBuilder()
        .setCluster(CLUSTER)
        .setOrigin(origin)
        .setSubmissions(List.of(submissions))
        .build();
  }

  /** A change of any payloads, whether something can ask for it yet or not. */
  public static List<Event> change(ClusterImage image, String id, Object... payloads) {
    ClusterDelta delta = new ClusterDelta(image);
    List<Event> events = new ArrayList<>();
    for (Object payload : payloads) {
      Event event =
          Event.newBuilder()
              .setCluster(CLUSTER)
              .setRevision(delta.revision() + 1)
              .setEpoch(1)
              .setChangeId(id)
              .setChangeIndex(events.size())
              .setChangeSize(payloads.length)
              .setTime(Instant.EPOCH)
              .setOrigin("n1")
              .setActor("alice")
              .setPayload(payload)
              .build();
      delta.replay(event);
      events.add(event);
    }
    events.get(events.size() - 1).setDigest(ByteBuffer.wrap(delta.digest().bytes()));
    return events;
  }

  /** What a reader makes of an event: encoded as the codec does it, and decoded. */
  public static Event read(Event event) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      WRITER.write(event, encoder);
      encoder.flush();
      return READER.read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The generated record of a generic one. */
  public static Object read(Schema schema, Object generic, SpecificData data) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new GenericDatumWriter<>(schema).write(generic, encoder);
      encoder.flush();
      return new SpecificDatumReader<>(schema, schema, data)
          .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<Event> read(List<Event> events) {
    return events.stream().map(Samples::read).toList();
  }
}
