package io.lockstep.log.journal;

import java.nio.charset.StandardCharsets;

/**
 * Where the fields of an entry stand in its record. Only what an audit needs of every entry is
 * looked at; nothing is copied. Immutable; any thread.
 */
public final class EncodedEntry {
  private final byte[] record;
  final long revision;
  final int previousHash;
  final int hash;
  final int event;
  final long eventRevision;
  final int changeId;
  final int changeIndex;
  final int origin;
  final int actor;
  final int payload;
  final int macVersion;
  final int mac;

  EncodedEntry(byte[] record, EntryParser found) {
    this.record = record;
    this.revision = found.revision;
    this.previousHash = found.previousHash;
    this.hash = found.hash;
    this.event = found.event;
    this.eventRevision = found.eventRevision;
    this.changeId = found.changeId;
    this.changeIndex = found.changeIndex;
    this.origin = found.origin;
    this.actor = found.actor;
    this.payload = found.payload;
    this.macVersion = found.macVersion;
    this.mac = found.mac;
  }

  /** The record's bytes, not to be changed. */
  public byte[] record() {
    return record;
  }

  /** Where the event begins; it ends with the record. */
  public int eventBegin() {
    return event;
  }

  /** Version of the secret that the event's MAC names; 0 without a MAC. */
  public int macVersion() {
    return macVersion;
  }

  /**
   * Where the event's last field begins, its MAC, and ends what the MAC covers; the field is the
   * index of a branch and, where that is not 0, the length and the MAC.
   */
  public int macBegin() {
    return mac;
  }

  /** The text whose length stands at a place. */
  String text(int place) {
    Cursor cursor = new Cursor();
    cursor.reset(record, place);
    int length = cursor.readLength();
    return new String(record, cursor.at(), length, StandardCharsets.UTF_8);
  }
}
