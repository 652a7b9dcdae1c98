package io.lockstep.schema.topic;

import io.lockstep.schema.Alert;
import io.lockstep.schema.CertificateView;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.Command;
import io.lockstep.schema.ConfigurationView;
import io.lockstep.schema.ContentChunk;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.MemberView;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.PromotionView;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * What the services rely on in each topic: its name, its record type, and the settings without
 * which records would be lost or order would not hold.
 */
public enum TopicContract {
  /** Accepted changes; the newest record of a key is the state of that entity. */
  EVENTS("events", Event.getClassSchema(), Cleanup.COMPACT, null, 1),
  /** Every event ever accepted, for ever. */
  JOURNAL("journal", JournalEntry.getClassSchema(), Cleanup.DELETE, null, 1),
  /** Requests of the nodes, until they are decided and a week beyond. */
  COMMANDS("commands", Command.getClassSchema(), Cleanup.DELETE, Duration.ofDays(7), 1),
  /** What became of each request. */
  OUTCOMES("outcomes", Outcome.getClassSchema(), Cleanup.COMPACT_DELETE, Duration.ofDays(7), 1),
  /** Pieces of files by the hash of the file. */
  CONTENT("content", ContentChunk.getClassSchema(), Cleanup.COMPACT, null, 1),
  /** What each node says of itself. */
  NODE_REPORTS(
      "node-reports", NodeReport.getClassSchema(), Cleanup.COMPACT_DELETE, Duration.ofDays(7), 1),
  /** How each node is. */
  NODE_STATUS("node-status", NodeStatus.getClassSchema(), Cleanup.COMPACT, null, 1),
  /** How the cluster is. */
  CLUSTER_STATUS("cluster-status", ClusterStatus.getClassSchema(), Cleanup.COMPACT, null, 1),
  /** What an operator must look at, for a month. */
  ALERTS("alerts", Alert.getClassSchema(), Cleanup.DELETE, Duration.ofDays(30), 1),
  /** The parameters and their values. */
  CONFIGURATION("configuration", ConfigurationView.getClassSchema(), Cleanup.COMPACT, null, 1),
  /** The certificates, without private keys. */
  CERTIFICATES("certificates", CertificateView.getClassSchema(), Cleanup.COMPACT, null, 1),
  /** The members. */
  MEMBERS("members", MemberView.getClassSchema(), Cleanup.COMPACT, null, 1),
  /** The primary and who follows. */
  PROMOTIONS("promotions", PromotionView.getClassSchema(), Cleanup.COMPACT, null, 1);

  /**
   * The segments of topics whose records are replaced all the time. Kafka cleans no segment that it
   * still writes to, by its defaults up to 1 GiB or a week of them, and who starts reads it all.
   */
  private static final Map<String, String> SHORT_SEGMENTS =
      Map.of(
          "segment.bytes", Integer.toString(16 * 1024 * 1024),
          "segment.ms", Long.toString(Duration.ofMinutes(10).toMillis()));

  /**
   * Longest record, in bytes, of commands: a set of 10,000 changes is one record of about 1 MiB.
   */
  public static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

  /** How Kafka cleans the log of a topic. */
  public enum Cleanup {
    /** Keeps the newest record of each key. */
    COMPACT("compact"),
    /** Drops records by age. */
    DELETE("delete"),
    /** Both. */
    COMPACT_DELETE("compact,delete");

    private final String setting;

    Cleanup(String setting) {
      this.setting = setting;
    }

    /** The value of {@code cleanup.policy}. */
    public String setting() {
      return setting;
    }
  }

  static {
    TrustedRecords.declare();
  }

  private final String suffix;
  private final Schema schema;
  private final Cleanup cleanup;
  private final Duration retention;
  private final int partitions;

  TopicContract(String suffix, Schema schema, Cleanup cleanup, Duration retention, int partitions) {
    this.suffix = suffix;
    this.schema = schema;
    this.cleanup = cleanup;
    this.retention = retention;
    this.partitions = partitions;
  }

  /** The topics without which a node cannot work; the status application writes the others. */
  public static Set<TopicContract> ofNodes() {
    return EnumSet.range(EVENTS, NODE_REPORTS);
  }

  /** The topics that the status application writes. */
  public static Set<TopicContract> ofStatus() {
    return EnumSet.range(NODE_STATUS, PROMOTIONS);
  }

  /** The topic's name in a cluster: {@code lockstep.<cluster>.<suffix>}. */
  public String topic(String cluster) {
    return "lockstep." + cluster + "." + suffix;
  }

  /** The part of the name that is the same in every cluster. */
  public String suffix() {
    return suffix;
  }

  /** Schema of the values; keys are UTF-8 strings. */
  public Schema schema() {
    return schema;
  }

  /** How its log is cleaned. */
  public Cleanup cleanup() {
    return cleanup;
  }

  /** Number of partitions. */
  public int partitions() {
    return partitions;
  }

  /**
   * The settings that a topic must have, by Kafka's names. Replication is not among them: it is a
   * property of the installation.
   */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("cleanup.policy", cleanup.setting());
    if (cleanup != Cleanup.COMPACT) {
      settings.put("retention.ms", retention == null ? "-1" : Long.toString(retention.toMillis()));
      settings.put("retention.bytes", "-1");
    }
    if (this == COMMANDS) {
      settings.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
    }
    settings.put("message.timestamp.type", "LogAppendTime");
    settings.put("unclean.leader.election.enable", "false");
    return Collections.unmodifiableMap(settings);
  }

  /**
   * What a new topic begins with besides, by Kafka's names: nothing is wrong where it is otherwise,
   * but who starts has more to read.
   */
  public Map<String, String> firstSettings() {
    return switch (this) {
      case NODE_REPORTS, NODE_STATUS, CLUSTER_STATUS -> SHORT_SEGMENTS;
      default -> Map.of();
    };
  }
}
