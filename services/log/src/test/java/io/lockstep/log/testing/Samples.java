package io.lockstep.log.testing;

import io.lockstep.schema.Barrier;
import io.lockstep.schema.Command;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ContentChunk;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.Operation;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.Submission;
import io.lockstep.schema.topic.TrustedRecords;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Records with plausible values. */
public final class Samples {
  static {
    TrustedRecords.declare();
  }

  private static final Instant TIME = Instant.ofEpochMilli(1_790_000_000_000L);

  private Samples() {}

  /** A change of one parameter. */
  public static Event event(long revision, String key, String value) {
    return Event.newBuilder()
        .setCluster("test")
        .setRevision(revision)
        .setEpoch(1)
        .setChangeId("change-" + revision)
        .setChangeIndex(0)
        .setChangeSize(1)
        .setTime(TIME)
        .setOrigin("n1")
        .setActor("tester")
        .setPayload(ConfigurationChanged.newBuilder().setKey(key).setValue(value).build())
        .setDigest(ByteBuffer.wrap(new byte[32]))
        .build();
  }

  /** The event in the journal, with hashes of zeros. */
  public static JournalEntry journal(Event event) {
    return JournalEntry.newBuilder()
        .setRevision(event.getRevision())
        .setPreviousHash(ByteBuffer.wrap(new byte[32]))
        .setHash(ByteBuffer.wrap(new byte[32]))
        .setEvent(event)
        .build();
  }

  /** The outcome of an accepted command. */
  public static Outcome accepted(String commandId, long revision) {
    return Outcome.newBuilder()
        .setCommandId(commandId)
        .setOrigin("n1")
        .setResult(OutcomeResult.ACCEPTED)
        .setFirstRevision(revision)
        .setRevision(revision)
        .setEpoch(1)
        .setTime(TIME)
        .build();
  }

  /** A command to set one parameter. */
  public static Command set(String id, String key, String value) {
    return command(id, SetConfiguration.newBuilder().setKey(key).setValue(value).build());
  }

  /** A command that changes nothing. */
  public static Command barrier(String id) {
    return command(id, Barrier.newBuilder().build());
  }

  private static Command command(String id, Object action) {
    Operation operation = Operation.newBuilder().setAction(action).build();
    Submission submission =
        Submission.newBuilder()
            .setId(id)
            .setActor("tester")
            .setTime(TIME)
            .setOperations(List.of(operation))
            .build();
    return Command.newBuilder()
        .setCluster("test")
        .setOrigin("n1")
        .setSubmissions(List.of(submission))
        .build();
  }

  /** A report of a node that is well. */
  public static NodeReport report(String node, long sequence) {
    return NodeReport.newBuilder()
        .setCluster("test")
        .setNode(node)
        .setIncarnation("run-1")
        .setSequence(sequence)
        .setTime(TIME)
        .setState(NodeState.ONLINE)
        .setPrimary(false)
        .setEpoch(1)
        .setReceivedRevision(1)
        .setWrittenRevision(1)
        .setActiveRevision(1)
        .setOffset(2)
        .setDigest(ByteBuffer.wrap(new byte[32]))
        .setFormatLevel(1)
        .setSoftwareVersion("0.1.0")
        .build();
  }

  /** The only piece of a small file. */
  public static ContentChunk chunk(byte[] data) {
    return ContentChunk.newBuilder()
        .setSha256(ByteBuffer.wrap(new byte[32]))
        .setIndex(0)
        .setCount(1)
        .setData(ByteBuffer.wrap(data))
        .build();
  }
}
