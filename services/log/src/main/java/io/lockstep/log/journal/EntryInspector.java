package io.lockstep.log.journal;

import io.lockstep.log.codec.Codecs;
import io.lockstep.schema.JournalEntry;
import io.lockstep.state.replay.JournalChain;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Finds out of records what can be found without those around them. Hashes and MACs are taken over
 * the bytes as they stand; a record is decoded only where that is not enough. Used by one thread.
 */
final class EntryInspector {
  private static final int LONGEST_KEY = 18;

  private final Codecs codecs;
  private final RecordDecoder decoder;
  private final MacCheck macs;
  private final MessageDigest sha256;
  private final EntryParser parser = new EntryParser();
  private final byte[] computed = new byte[JournalChain.HASH_BYTES];
  private long contentId = -1;
  private boolean current;

  /**
   * An inspector.
   *
   * @param macs null to leave MACs alone
   */
  EntryInspector(Codecs codecs, MacCheck macs) {
    this.codecs = codecs;
    this.decoder = new RecordDecoder(codecs.journal());
    this.macs = macs;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * What the record is.
   *
   * @throws io.lockstep.log.codec.RegistryUnavailableException if its schema was never seen and the
   *     registry does not answer
   */
  AuditedEntry inspect(ConsumerRecord<byte[], byte[]> source) {
    EncodedEntry encoded = parse(source.value());
    if (encoded == null) {
      JournalRecord decoded = decoder.decode(source);
      return new AuditedEntry(source, decoder, null, decoded, false, mac(decoded));
    }
    boolean chained =
        encoded.revision == encoded.eventRevision
            && encoded.revision == revision(source.key())
            && isHashed(encoded);
    return new AuditedEntry(source, decoder, encoded, null, chained, mac(source, encoded));
  }

  private EncodedEntry parse(byte[] value) {
    if (value == null || value.length <= EntryParser.HEADER_BYTES || value[0] != 0) {
      return null;
    }
    long id = Integer.toUnsignedLong(ByteBuffer.wrap(value).getInt(1));
    if (id != contentId) {
      current = codecs.isSchema(id, JournalEntry.getClassSchema());
      contentId = id;
    }
    try {
      return current ? parser.parse(value) : null;
    } catch (Cursor.MalformedException e) {
      return null; // decoding says what is wrong
    }
  }

  private boolean isHashed(EncodedEntry entry) {
    byte[] record = entry.record();
    int length = JournalChain.HASH_BYTES;
    try {
      sha256.update(record, entry.previousHash, length);
      sha256.update(record, entry.event, record.length - entry.event);
      sha256.digest(computed, 0, length);
    } catch (DigestException e) {
      throw new IllegalStateException("there is room for a hash", e);
    }
    return Arrays.equals(computed, 0, length, record, entry.hash, entry.hash + length);
  }

  /** The revision that a key is, in plain decimal digits; -1 if it is none. */
  private static long revision(byte[] key) {
    if (key == null || key.length == 0 || key.length > LONGEST_KEY || key[0] == '0') {
      return -1;
    }
    long revision = 0;
    for (byte digit : key) {
      if (digit < '0' || digit > '9') {
        return -1;
      }
      revision = revision * 10 + (digit - '0');
    }
    return revision;
  }

  private MacCheck.Result mac(ConsumerRecord<byte[], byte[]> source, EncodedEntry entry) {
    if (macs == null) {
      return null;
    }
    MacCheck.Result result = macs.check(entry);
    return result == MacCheck.Result.WRONG ? mac(decoder.decode(source)) : result;
  }

  private MacCheck.Result mac(JournalRecord decoded) {
    return macs == null || !decoded.isReadable() ? null : macs.check(decoded.entry().getEvent());
  }
}
