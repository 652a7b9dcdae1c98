package io.lockstep.node.trust;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.schema.Event;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.SecretVersion;
import io.lockstep.trust.mac.MacVerdict;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies what is read from the log, and learns new versions of the secret from it. For the tail
 * thread, but for what says otherwise.
 */
public final class LogTrust {
  private static final Logger LOG = LoggerFactory.getLogger(LogTrust.class);

  /** What the log has of versions of the secret, as far as it reaches. */
  public record Announced(List<SecretVersion> versions, long end) {}

  /** Looks for versions of the secret in the whole log. */
  @FunctionalInterface
  public interface Search {
    /**
     * Reads the log.
     *
     * @throws LogUnavailableException if the brokers do not answer
     */
    Announced announced();
  }

  private final NodeTrust trust;
  private final Search search;
  private final ThreadLocal<Macs> macs;
  private long searchedTo = -1;
  private boolean told;

  /** For a node. */
  public LogTrust(NodeTrust trust, Search search) {
    this.trust = trust;
    this.search = search;
    this.macs = ThreadLocal.withInitial(() -> new Macs(trust));
  }

  /**
   * What an event's MAC proves. A version of the secret that the node has not, it looks for: where
   * the log was compacted, events can stand before the record of the version that they name.
   *
   * @param offset of its record
   */
  public MacVerdict verify(Event event, long offset) {
    MacVerdict verdict = verify(event);
    if (verdict == MacVerdict.UNKNOWN_VERSION && offset >= searchedTo) {
      try {
        Announced announced = search.announced();
        searchedTo = announced.end();
        trust.learn(announced.versions());
        verdict = verify(event);
      } catch (LogUnavailableException e) {
        LOG.warn("versions of the secret cannot be looked for reason={}", e.getMessage());
      }
    }
    return verdict;
  }

  /** The same with the versions that the node has now. From any thread. */
  public MacVerdict verify(Event event) {
    return macs.get().verify(event);
  }

  /**
   * Whether the event's encoding alone shows that its MAC is right. From any thread.
   *
   * @param encoding of the event, in an array that ends where it ends
   */
  public boolean proves(Event event, ByteBuffer encoding) {
    return macs.get().proves(event, encoding);
  }

  /** Takes versions of the secret that an event announced. */
  public void learn(Collection<SecretVersion> versions) {
    trust.learn(versions);
  }

  /** Whether an outcome is a primary's. */
  public boolean isGenuine(Outcome outcome) {
    return isGenuine(macs.get().verify(outcome), "outcome", outcome.getCommandId());
  }

  /** Whether a report is a node's. */
  public boolean isGenuine(NodeReport report) {
    return isGenuine(macs.get().verify(report), "report", report.getNode());
  }

  private boolean isGenuine(MacVerdict verdict, String what, String of) {
    if (verdict != MacVerdict.VALID && !told) {
      told = true; // once: who writes one writes many
      LOG.warn("passed over a record that was not signed {}={} mac={}", what, of, verdict);
    }
    return verdict == MacVerdict.VALID;
  }
}
