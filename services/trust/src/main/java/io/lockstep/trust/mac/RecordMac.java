package io.lockstep.trust.mac;

import io.lockstep.schema.NodeReport;
import io.lockstep.schema.Outcome;
import io.lockstep.state.image.CanonicalEncoder;
import io.lockstep.trust.secret.SecretRing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;
import javax.crypto.Mac;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Signs and verifies outcomes and reports: HMAC-SHA256 over the name of the record's type, a zero,
 * and its Avro encoding without its MAC, with the key of events. An event's encoding cannot begin
 * with such a name, so that no MAC is good for a record of another type. Used by one thread.
 *
 * @param <T> the type of the records
 */
public final class RecordMac<T extends SpecificRecord> {
  private final MacKeys keys;
  private final Supplier<T> empty;
  private final byte[] domain;
  private final int fields;
  private final int version;
  private final int mac;
  private final CanonicalEncoder encoder;

  private RecordMac(String cluster, SecretRing ring, Schema schema, Supplier<T> empty) {
    this.keys = new MacKeys(cluster, ring);
    this.empty = empty;
    this.domain = (schema.getFullName() + '\0').getBytes(StandardCharsets.UTF_8);
    this.fields = schema.getFields().size();
    this.version = schema.getField("macVersion").pos();
    this.mac = schema.getField("mac").pos();
    this.encoder = new CanonicalEncoder(schema);
  }

  /**
   * For the outcomes of a cluster.
   *
   * @param ring its versions at this time; after a change of them, make another
   */
  public static RecordMac<Outcome> ofOutcomes(String cluster, SecretRing ring) {
    return new RecordMac<>(cluster, ring, Outcome.getClassSchema(), Outcome::new);
  }

  /** For the reports of a cluster's nodes, as {@link #ofOutcomes}. */
  public static RecordMac<NodeReport> ofReports(String cluster, SecretRing ring) {
    return new RecordMac<>(cluster, ring, NodeReport.getClassSchema(), NodeReport::new);
  }

  /** The record with the MAC of the current version; the record given stays as it is. */
  public T sign(T record) {
    T signed = without(record, keys.current());
    signed.put(mac, ByteBuffer.wrap(tag(signed, keys.current())));
    return signed;
  }

  /** What the MAC of a record proves; anything but VALID must not be believed. */
  public MacVerdict verify(T record) {
    ByteBuffer given = (ByteBuffer) record.get(mac);
    if (given == null) {
      return MacVerdict.ABSENT;
    }
    int named = (Integer) record.get(version);
    if (keys.mac(named) == null) {
      return MacVerdict.UNKNOWN_VERSION;
    }
    byte[] actual = new byte[given.remaining()];
    given.duplicate().get(actual);
    return MessageDigest.isEqual(tag(without(record, named), named), actual)
        ? MacVerdict.VALID
        : MacVerdict.WRONG;
  }

  private byte[] tag(T record, int secretVersion) {
    Mac keyed = keys.mac(secretVersion);
    keyed.update(domain);
    return keyed.doFinal(encoder.encode(record));
  }

  /** A copy that shares all but the MAC. */
  private T without(T record, int secretVersion) {
    T copy = empty.get();
    for (int field = 0; field < fields; field++) {
      copy.put(field, record.get(field));
    }
    copy.put(version, secretVersion);
    copy.put(mac, null);
    return copy;
  }
}
