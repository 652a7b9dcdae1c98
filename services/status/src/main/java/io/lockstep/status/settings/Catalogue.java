package io.lockstep.status.settings;

import static io.lockstep.status.settings.Setting.bounded;
import static io.lockstep.status.settings.Setting.optional;
import static io.lockstep.status.settings.Setting.required;

import io.lockstep.status.settings.Setting.Type;
import java.util.List;

/** Every setting of the status application that has a name of its own. */
final class Catalogue {
  static final Setting CLUSTER =
      required("cluster.name", Type.CLUSTER, "Name of the cluster, the prefix of its topics.");
  static final Setting HTTP_HOST =
      optional(
          "http.host",
          Type.TEXT,
          "127.0.0.1",
          "Address on which the API listens. Another than this machine's own needs TLS.");
  static final Setting HTTP_PORT =
      bounded("http.port", 8100, 1, 65_535, "Port on which the API listens.");
  static final Setting DATA =
      required("data.dir", Type.TEXT, "Folder of the schema cache. Statuses are kept in topics.");
  static final Setting KEYSTORE =
      optional(
          "tls.keystore.file",
          Type.TEXT,
          "",
          "PKCS#12 file with the key and certificate of the API. Empty: plain HTTP, on this"
              + " machine alone.");
  static final Setting KEYSTORE_PASSWORD =
      optional(
          "tls.keystore.password.file",
          Type.TEXT,
          "",
          "File, mode 0600, with the password of that file and of the key in it.");
  static final Setting TOKEN =
      optional(
          "access.token.file",
          Type.TEXT,
          "",
          "File, mode 0600, with the token that whoever looks must show, 32 to 4096 characters."
              + " Must be set with TLS. Empty: whoever is on this machine may look.");
  static final Setting NODES_CA =
      optional(
          "nodes.ca.file",
          Type.TEXT,
          "",
          "PEM file of the authorities that nodes are trusted by when the page asks them for the"
              + " past. Empty: those that the cluster published in its topics.");
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

  static final List<Setting> ALL =
      List.of(
          CLUSTER,
          HTTP_HOST,
          HTTP_PORT,
          DATA,
          KEYSTORE,
          KEYSTORE_PASSWORD,
          TOKEN,
          NODES_CA,
          KAFKA,
          REGISTRY,
          REPLICATION,
          IN_SYNC);

  private Catalogue() {}
}
