package io.lockstep.trust;

import io.lockstep.schema.Command;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.Operation;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.Submission;
import io.lockstep.schema.topic.TrustedRecords;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretRing;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Things to test with; what is random comes from a seed. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  static {
    TrustedRecords.declare(); // builders copy records
  }

  private Samples() {}

  /** For tests alone: a generator that gives the same for the same seed. */
  public static SecureRandom random(long seed) {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(seed);
      return random;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  public static ClusterSecret secret(int version, long seed) {
    return ClusterSecret.generate(version, random(seed));
  }

  public static SecretRing ring(long seed) {
    return SecretRing.of(secret(1, seed));
  }

  public static byte[] bytes(Random random, int most) {
    byte[] bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  public static String text(Random random, int most) {
    int length = random.nextInt(most + 1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(random.nextInt(10) == 0 ? 0x1F512 : 0x20 + random.nextInt(0x5F));
    }
    return text.toString();
  }

  public static Event event() {
    return event(new Random(1));
  }

  public static Event event(Random random) {
    return Event.newBuilder()
        .setCluster("c1")
        .setRevision(1 + random.nextInt(1000))
        .setEpoch(1 + random.nextInt(9))
        .setChangeId("change-" + random.nextInt())
        .setChangeIndex(0)
        .setChangeSize(1)
        .setTime(NOW.plusMillis(random.nextInt(100_000)))
        .setOrigin("n1")
        .setActor(text(random, 20))
        .setPayload(random.nextBoolean() ? parameter(random) : new NodeJoined(member(random)))
        .setDigest(random.nextBoolean() ? null : ByteBuffer.wrap(bytes(random, 32)))
        .build();
  }

  public static Command command(Random random) {
    List<Submission> submissions = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      submissions.add(
          Submission.newBuilder()
              .setId("s" + i)
              .setActor(text(random, 10))
              .setAddress(random.nextBoolean() ? null : "192.0.2.7")
              .setTime(NOW)
              .setOperations(
                  List.of(
                      Operation.newBuilder()
                          .setExpectedRevision(random.nextBoolean() ? null : 7L)
                          .setAction(
                              SetConfiguration.newBuilder()
                                  .setKey("Cluster.mode")
                                  .setValue(text(random, 50))
                                  .build())
                          .build()))
              .build());
    }
    return Command.newBuilder()
        .setCluster("c1")
        .setOrigin("n1")
        .setSubmissions(submissions)
        .build();
  }

  private static ConfigurationChanged parameter(Random random) {
    return ConfigurationChanged.newBuilder()
        .setKey("Key." + random.nextInt(100))
        .setValue(text(random, 60))
        .build();
  }

  private static Member member(Random random) {
    return Member.newBuilder()
        .setId("n" + random.nextInt(10))
        .setHost("n1.example")
        .setUrl("https://n1.example:8443")
        .setAdminUrl("https://n1.example:444")
        .setAttributes(Map.of("PGP", "false", "PUSH", "true", "PULL", text(random, 5)))
        .setSoftwareVersion("1.0")
        .setFormatLevel(1)
        .setState(MemberState.ACTIVE)
        .build();
  }
}
