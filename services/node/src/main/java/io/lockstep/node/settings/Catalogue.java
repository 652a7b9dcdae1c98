package io.lockstep.node.settings;

import static io.lockstep.node.settings.Setting.bounded;
import static io.lockstep.node.settings.Setting.optional;
import static io.lockstep.node.settings.Setting.required;

import io.lockstep.node.settings.Setting.Type;
import java.util.List;

/** Every setting of a node. */
final class Catalogue {
  static final Setting CLUSTER =
      required("cluster.name", Type.CLUSTER, "Name of the cluster, the prefix of its topics.");
  static final Setting NODE =
      required("node.id", Type.NAME, "Identifies the node for its whole life.");
  static final Setting HOST =
      optional(
          "node.host",
          Type.TEXT,
          "",
          "Name (RFC 1123) or IP address by which others know the host; the first column of the"
              + " servers file. Empty: the name of this machine.");
  static final Setting URL =
      optional(
          "node.url",
          Type.URL,
          "",
          "Where others reach this node's API. Empty: made of http.host and http.port.");
  static final Setting ADMIN_URL =
      optional(
          "node.admin.url",
          Type.URL,
          "",
          "Where the managed product's administration answers; the second column of the servers"
              + " file. Empty: https://HOST:444. Nodes of one host need a port of their own.");
  static final Setting SITE =
      optional("node.site", Type.NAME, "", "Site of the node. Empty: none.");
  static final Setting ROLES =
      optional("node.roles", Type.LIST, "", "Roles of the product that the node holds.");
  static final Setting ATTRIBUTES =
      optional("node.attributes", Type.PAIRS, "", "Attributes, each NAME=VALUE.");
  static final Setting HTTP_HOST =
      optional("http.host", Type.TEXT, "127.0.0.1", "Address on which the API listens.");
  static final Setting HTTP_PORT =
      bounded("http.port", 8101, 1, 65_535, "Port on which the API listens.");
  static final Setting DATA =
      required("data.dir", Type.FOLDER, "Folder of snapshot, schema cache and manifest.");
  static final Setting FILES =
      required("files.dir", Type.FOLDER, "Folder in which the managed files are written.");
  static final Setting SECRET =
      optional(
          "secret.file",
          Type.TEXT,
          "",
          "File of the cluster secret, mode 0600. Empty: taeh in data.dir.");
  static final Setting JOIN_TOKEN =
      optional(
          "join.token.file",
          Type.TEXT,
          "",
          "File of the token that lets the node join, mode 0600. Empty: join.token in data.dir."
              + " Not needed once the node is a member.");
  static final Setting METRICS_TOKEN =
      optional(
          "metrics.token.file",
          Type.TEXT,
          "",
          "File, mode 0600, with a token of 32 to 4096 characters that may read /prometheus and"
              + " nothing else. Empty: none; metrics ask for a session.");
  static final Setting KAFKA =
      required("kafka.bootstrap.servers", Type.TEXT, "Brokers, HOST:PORT separated by commas.");
  static final Setting REGISTRY =
      required(
          "registry.url",
          Type.URL,
          "Apicurio Registry, such as http://host:8080, with its API path if that is unusual.");
  static final Setting REPLICATION =
      bounded("topics.replication.factor", 3, 1, 9, "Replicas that every topic must have.");
  static final Setting IN_SYNC =
      bounded("topics.min.insync.replicas", 2, 1, 9, "min.insync.replicas of every topic.");
  static final Setting REPORT_INTERVAL =
      bounded(
          "report.interval.ms",
          1_000,
          100,
          60_000,
          "Time between reports. Shortened to a quarter of Cluster.connectionTimeout if longer.");
  static final Setting COMMAND_TIMEOUT =
      bounded(
          "command.timeout.ms",
          5_000,
          100,
          600_000,
          "How long a request waits for its outcome before it is answered 202.");
  static final Setting SNAPSHOT_EVENTS =
      bounded(
          "snapshot.interval.events",
          10_000,
          1,
          1_000_000_000,
          "A snapshot is written after so many events.");
  static final Setting SNAPSHOT_INTERVAL =
      bounded(
          "snapshot.interval.ms",
          60_000,
          100,
          86_400_000,
          "A snapshot is written after so long, if anything changed.");
  static final Setting DRIFT_SWEEP =
      bounded(
          "drift.sweep.ms",
          60_000,
          1_000,
          86_400_000,
          "Time between two looks into every managed file. Changes by others are usually seen at"
              + " once; this finds those that leave no trace.");

  static final List<Setting> ALL =
      List.of(
          CLUSTER,
          NODE,
          HOST,
          URL,
          ADMIN_URL,
          SITE,
          ROLES,
          ATTRIBUTES,
          HTTP_HOST,
          HTTP_PORT,
          DATA,
          FILES,
          SECRET,
          JOIN_TOKEN,
          METRICS_TOKEN,
          KAFKA,
          REGISTRY,
          REPLICATION,
          IN_SYNC,
          REPORT_INTERVAL,
          COMMAND_TIMEOUT,
          SNAPSHOT_EVENTS,
          SNAPSHOT_INTERVAL,
          DRIFT_SWEEP);

  private Catalogue() {}
}
