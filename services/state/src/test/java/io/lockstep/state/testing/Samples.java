package io.lockstep.state.testing;

import io.lockstep.schema.Certificate;
import io.lockstep.schema.Command;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ContentEntry;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.Event;
import io.lockstep.schema.ImportCertificate;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.Operation;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.Submission;
import io.lockstep.schema.Token;
import io.lockstep.schema.TokenKind;
import io.lockstep.schema.TokenState;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.schema.topic.TrustedRecords;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
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

  /** An event that gives a parameter a value. */
  public static Event configurationEvent() {
    return change(
            ClusterImage.EMPTY,
            "a",
            ConfigurationChanged.newBuilder().setKey("k").setValue("v").build())
        .get(0);
  }

  /** Fingerprint of the first secret of clusters that have one. */
  public static final String FINGERPRINT = "f1";

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

  /** A member as it joins a cluster that has a secret. */
  public static Member.Builder securedBuilder(String id) {
    return memberBuilder(id)
        .setPublicKey(bytes("public " + id))
        .setSealingKey(bytes("sealing " + id))
        .setSecretFingerprint(FINGERPRINT);
  }

  /** An issued join token for any node, good until the epoch's second day. */
  public static Token token(int number) {
    return Token.newBuilder()
        .setId("%064x".formatted(number))
        .setKind(TokenKind.JOIN)
        .setState(TokenState.ISSUED)
        .setExpires(Instant.EPOCH.plus(Duration.ofDays(1)))
        .build();
  }

  /** A join that shows a token. */
  public static JoinNode join(Member member, Token token) {
    return JoinNode.newBuilder()
        .setMember(member)
        .setToken(token == null ? null : token.getId())
        .build();
  }

  /** An envelope that nobody can open. */
  public static Envelope envelope(int version) {
    return new Envelope(version, ByteBuffer.allocate(12), ByteBuffer.allocate(20));
  }

  /** A parameter that is secret. */
  public static SetConfiguration secret(String key, int version) {
    return SetConfiguration.newBuilder()
        .setKey(key)
        .setValue("")
        .setSealed(envelope(version))
        .build();
  }

  /** A certificate, of bytes that are none. */
  public static Certificate certificate(String alias, String content) {
    ByteBuffer first = bytes(content);
    return Certificate.newBuilder()
        .setAlias(alias)
        .setChain(List.of(first, bytes("issuer")))
        .setSha256(sha256(first))
        .setSubject("CN=" + content)
        .setNotBefore(Instant.EPOCH)
        .setNotAfter(Instant.EPOCH.plus(Duration.ofDays(300)))
        .setPrivateKey(envelope(1))
        .build();
  }

  /** The import of a certificate. */
  public static ImportCertificate importing(String alias, String content, boolean replace) {
    return new ImportCertificate(certificate(alias, content), replace);
  }

  /** An authority that an operator publishes. */
  public static TrustAnchor anchor(String content) {
    ByteBuffer bytes = bytes(content);
    return new TrustAnchor(HexFormat.of().formatHex(sha256(bytes).array()), null, bytes);
  }

  public static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ByteBuffer sha256(ByteBuffer bytes) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
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
