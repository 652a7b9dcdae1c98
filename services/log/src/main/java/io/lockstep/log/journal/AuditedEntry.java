package io.lockstep.log.journal;

import io.lockstep.schema.Event;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of the journal that an audit has looked at. Its texts and its event are decoded when
 * they are asked for. Used by one thread.
 */
public final class AuditedEntry {
  private final ConsumerRecord<byte[], byte[]> source;
  private final RecordDecoder decoder;
  private final EncodedEntry encoded;
  private final boolean chained;
  private final MacCheck.Result mac;
  private JournalRecord decoded;

  /**
   * One of the two is not null.
   *
   * @param chained whether the revisions agree and the hash is that of the event
   * @param mac null where it was not checked
   */
  AuditedEntry(
      ConsumerRecord<byte[], byte[]> source,
      RecordDecoder decoder,
      EncodedEntry encoded,
      JournalRecord decoded,
      boolean chained,
      MacCheck.Result mac) {
    this.source = source;
    this.decoder = decoder;
    this.encoded = encoded;
    this.decoded = decoded;
    this.chained = chained;
    this.mac = mac;
  }

  /**
   * One that is decoded already, as if it was inspected.
   *
   * @param mac null where it was not checked
   */
  public static AuditedEntry of(JournalRecord record, MacCheck.Result mac) {
    ConsumerRecord<byte[], byte[]> source =
        new ConsumerRecord<>("journal", 0, record.offset(), null, null);
    return new AuditedEntry(source, null, null, record, false, mac);
  }

  /** Offset of the record. */
  public long offset() {
    return source.offset();
  }

  /** Whether it is an entry; if not, nothing below is there. */
  public boolean isReadable() {
    return encoded != null || decoded.isReadable();
  }

  /** The revision that it says it has. */
  public long revision() {
    return encoded != null ? encoded.revision : decoded.entry().getRevision();
  }

  /** Name of the type of the event's payload. */
  public String payloadType() {
    return encoded != null
        ? EntryParser.payloadType(encoded.payload)
        : event().getPayload().getClass().getSimpleName();
  }

  /** Place of the event in its change, from 0. */
  public int changeIndex() {
    return encoded != null ? encoded.changeIndex : event().getChangeIndex();
  }

  /** The command that asked for the event. */
  public String changeId() {
    return encoded != null ? encoded.text(encoded.changeId) : event().getChangeId();
  }

  /** The node that took the command, as the event says. */
  public String origin() {
    return encoded != null ? encoded.text(encoded.origin) : event().getOrigin();
  }

  /** Who asked, as the event says. */
  public String actor() {
    return encoded != null ? encoded.text(encoded.actor) : event().getActor();
  }

  /** Version of the secret that the event's MAC names; 0 without a MAC. */
  public int macVersion() {
    return encoded != null ? encoded.macVersion : event().getMacVersion();
  }

  /** What the event's MAC proves; null where it was not checked. */
  public MacCheck.Result mac() {
    return mac;
  }

  /** The event. */
  public Event event() {
    return record().entry().getEvent();
  }

  /** The record, decoded whole. */
  JournalRecord record() {
    if (decoded == null) {
      decoded = decoder.decode(source);
    }
    return decoded;
  }

  /** Where its fields stand; null where it was decoded whole. */
  EncodedEntry encoded() {
    return encoded;
  }

  boolean isChained() {
    return chained;
  }
}
