package io.lockstep.node.settings;

import static io.lockstep.log.settings.Setting.bounded;
import static io.lockstep.log.settings.Setting.optional;
import static io.lockstep.log.settings.Setting.required;

import io.lockstep.log.settings.LogSettings;
import io.lockstep.log.settings.Setting;
import io.lockstep.log.settings.Setting.Type;
import io.lockstep.state.decide.Hosts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every setting of a node. */
final class Catalogue {
  /** A folder. */
  private static final Type FOLDER = new Type("folder", "", Catalogue::isPath);

  /** Words separated by commas. */
  private static final Type LIST = new Type("list", "", value -> true);

  /** NAME=VALUE separated by commas. */
  private static final Type PAIRS =
      new Type("list", "NAME=VALUE", value -> words(value).allMatch(word -> word.indexOf('=') > 0));

  /** Name of a node or site. */
  private static final Type NAME =
      new Type(
          "name",
          "1 to 63 letters, digits, '.', '_' and '-', the first a letter or digit",
          value -> value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}"));

  /** Where the product answers: Lockstep never asks there, so any host is taken. */
  private static final Type PLACE =
      new Type("URL", "the form http://HOST:PORT", value -> Hosts.address(value).isPresent());

  static final Setting NODE = required("node.id", NAME, "Identifies the node for its whole life.");
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
          "Where others reach this node's API. Empty: made of http.host and http.port, and of"
              + " node.host where http.host is every address, 0.0.0.0 or ::.");
  static final Setting ADMIN_URL =
      optional(
          "node.admin.url",
          PLACE,
          "",
          "Where the managed product's administration answers; the second column of the servers"
              + " file. Empty: https://HOST:444. Nodes of one host need a port of their own.");
  static final Setting SITE = optional("node.site", NAME, "", "Site of the node. Empty: none.");
  static final Setting ROLES =
      optional("node.roles", LIST, "", "Roles of the product that the node holds.");
  static final Setting ATTRIBUTES =
      optional("node.attributes", PAIRS, "", "Attributes, each NAME=VALUE.");
  static final Setting HTTP_HOST =
      optional("http.host", Type.TEXT, "127.0.0.1", "Address on which the API listens.");
  static final Setting HTTP_PORT =
      bounded("http.port", 8101, 1, 65_535, "Port on which the API listens.");
  static final Setting DATA =
      required("data.dir", FOLDER, "Folder of snapshot, schema cache and manifest.");
  static final Setting FILES =
      required(
          "files.dir",
          FOLDER,
          "Folder in which the managed files are written, by this node alone: it holds the lock of"
              + " .lockstep-lock there.");
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
          LogSettings.CLUSTER,
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
          LogSettings.KAFKA,
          LogSettings.REGISTRY,
          LogSettings.REPLICATION,
          LogSettings.IN_SYNC,
          REPORT_INTERVAL,
          COMMAND_TIMEOUT,
          SNAPSHOT_EVENTS,
          SNAPSHOT_INTERVAL,
          DRIFT_SWEEP);

  private Catalogue() {}

  /** The words of a list. */
  static Stream<String> words(String value) {
    return Stream.of(value.split(",")).map(String::strip).filter(word -> !word.isEmpty());
  }

  private static boolean isPath(String value) {
    try {
      return !Path.of(value).toString().isEmpty();
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
