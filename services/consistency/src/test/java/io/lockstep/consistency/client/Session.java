package io.lockstep.consistency.client;

import io.lockstep.consistency.client.NodeApi.Reply;
import io.lockstep.consistency.cluster.Node;
import io.lockstep.consistency.history.Call;
import io.lockstep.consistency.history.Call.Kind;
import io.lockstep.consistency.history.Call.Outcome;
import java.util.List;

/** Makes calls for one client and records each as it was answered, no better and no worse. */
public final class Session {
  private final String client;
  private final Recorder recorder;
  private int number;
  private long newest;

  /** For a client of that name; not for several threads. */
  public Session(String client, Recorder recorder) {
    this.client = client;
    this.recorder = recorder;
  }

  /** A linearizable read. */
  public Call read(Node node, String key) {
    long start = recorder.now();
    return reading(node, key, Kind.READ, 0, start, node.api().read(key));
  }

  /** A read of what the node has, at least of what this client has seen. */
  public Call localRead(Node node, String key) {
    long start = recorder.now();
    long atLeast = newest;
    return reading(node, key, Kind.LOCAL_READ, atLeast, start, node.api().localRead(key, atLeast));
  }

  /** A read of what the node has, recorded as if it were linearizable: to see that it is found. */
  public Call falseRead(Node node, String key) {
    long start = recorder.now();
    return reading(node, key, Kind.READ, 0, start, node.api().localRead(key, 0));
  }

  /** A write that is never asked for, recorded as if it were acknowledged. */
  public Call falseWrite(Node node, String key) {
    String id = client + "-" + ++number;
    long start = recorder.now();
    return record(
        new Call(
            client,
            node.id(),
            id,
            key,
            Kind.WRITE,
            id,
            0,
            start,
            recorder.now(),
            Outcome.DONE,
            null,
            newest + 1,
            0));
  }

  private Call reading(Node node, String key, Kind kind, long atLeast, long start, Reply reply) {
    boolean none = reply.status() == 404;
    Outcome outcome = reply.status() == 200 || none ? Outcome.DONE : Outcome.NOT_DONE;
    boolean found = reply.status() == 200;
    return record(
        new Call(
            client,
            node.id(),
            null,
            key,
            kind,
            null,
            atLeast,
            start,
            recorder.now(),
            outcome,
            found ? reply.body().path("value").asText() : null,
            found ? reply.body().path("revision").asLong() : 0,
            reply.revision()));
  }

  /**
   * A write, or a compare-and-set if a revision is given. What is not answered is asked for again
   * under the same id, of the nodes in turn.
   */
  public Call write(List<Node> nodes, String key, Long expected) {
    String id = client + "-" + ++number;
    long start = recorder.now();
    Outcome outcome = Outcome.NOT_DONE;
    Reply reply = null;
    Node node = null;
    for (Node each : nodes) {
      node = each;
      reply = node.api().write(key, id, expected, id);
      Outcome now = outcome(reply);
      // Once one attempt may have come through, only an answer to the command says what became.
      outcome = now == Outcome.NOT_DONE ? outcome : now;
      if (outcome == Outcome.DONE || outcome == Outcome.CONFLICT) {
        break;
      }
    }
    boolean done = outcome == Outcome.DONE;
    boolean conflict = outcome == Outcome.CONFLICT;
    long revision = done ? reply.body().path("revision").asLong() : 0;
    return record(
        new Call(
            client,
            node.id(),
            id,
            key,
            expected == null ? Kind.WRITE : Kind.COMPARE_AND_SET,
            id, // no other call writes it
            expected == null ? 0 : expected,
            start,
            recorder.now(),
            outcome,
            conflict && reply.body().hasNonNull("actualValue")
                ? reply.body().path("actualValue").asText()
                : null,
            conflict ? reply.body().path("actualRevision").asLong() : revision,
            0));
  }

  private static Outcome outcome(Reply reply) {
    return switch (reply.status()) {
      case 200 -> Outcome.DONE;
      case 412 -> Outcome.CONFLICT;
      case 0, 202, 500, 504 -> Outcome.UNKNOWN;
      case Reply.NOT_SENT, 401, 403, 503 -> Outcome.NOT_DONE;
      default -> throw new IllegalStateException("a write was answered " + reply);
    };
  }

  private Call record(Call call) {
    newest = Math.max(newest, call.revision());
    recorder.add(call);
    return call;
  }
}
