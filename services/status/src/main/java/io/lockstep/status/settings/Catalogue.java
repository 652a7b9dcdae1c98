package io.lockstep.status.settings;

import static io.lockstep.log.settings.Setting.bounded;
import static io.lockstep.log.settings.Setting.optional;
import static io.lockstep.log.settings.Setting.required;

import io.lockstep.log.settings.LogSettings;
import io.lockstep.log.settings.Setting;
import io.lockstep.log.settings.Setting.Type;
import java.util.List;

/** Every setting of the status application that has a name of its own. */
final class Catalogue {
  /** How mail is protected on its way to the server. */
  private static final Type SECURITY =
      new Type("word", "one of starttls, tls, none", value -> value.matches("starttls|tls|none"));

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
  static final Setting MAIL_HOST =
      optional(
          "notify.mail.host",
          Type.TEXT,
          "",
          "SMTP server to which mails about alerts go. Empty: no mails.");
  static final Setting MAIL_PORT =
      bounded("notify.mail.port", 587, 1, 65_535, "Port of the SMTP server.");
  static final Setting MAIL_SECURITY =
      optional(
          "notify.mail.security",
          SECURITY,
          "starttls",
          "How the way to the SMTP server is protected; none only without a login or on this"
              + " machine.");
  static final Setting MAIL_CA =
      optional(
          "notify.mail.ca.file",
          Type.TEXT,
          "",
          "PEM file with the authorities that the SMTP server's certificate is checked against."
              + " Empty: those of the Java runtime.");
  static final Setting MAIL_USER =
      optional("notify.mail.user", Type.TEXT, "", "User to log in with. Empty: no login.");
  static final Setting MAIL_PASSWORD =
      optional("notify.mail.password.file", Type.TEXT, "", "File, mode 0600, with its password.");
  static final Setting MAIL_FROM =
      optional(
          "notify.mail.from",
          Type.TEXT,
          "",
          "Address of the sender. Must be set, and be a real one, where mails are sent.");
  static final Setting MAIL_TO =
      optional(
          "notify.mail.to",
          Type.TEXT,
          "",
          "Addresses separated by commas. Must be set, and be real ones, where mails are sent.");
  static final Setting WEBHOOK_URL =
      optional(
          "notify.webhook.url",
          Type.URL,
          "",
          "Where JSON about alerts is posted to; http only on this machine. Empty: nowhere.");
  static final Setting WEBHOOK_CA =
      optional(
          "notify.webhook.ca.file",
          Type.TEXT,
          "",
          "PEM file with the authorities that its certificate is checked against. Empty: those of"
              + " the Java runtime.");
  static final Setting WEBHOOK_TOKEN =
      optional(
          "notify.webhook.token.file",
          Type.TEXT,
          "",
          "File, mode 0600, with a token to send as Authorization: Bearer. Empty: none.");
  static final Setting WEBHOOK_SECRET =
      optional(
          "notify.webhook.secret.file",
          Type.TEXT,
          "",
          "File, mode 0600, with a secret by which each post is signed. Empty: none is.");
  static final Setting WINDOW =
      bounded(
          "notify.window.ms",
          10_000,
          0,
          600_000,
          "How long to wait for more from the first alert on; all that came is told together.");
  static final Setting GIVE_UP =
      bounded(
          "notify.give.up.minutes",
          4_320,
          1,
          43_200,
          "How long it is tried to tell of an alert before it is left out.");

  static final List<Setting> ALL =
      List.of(
          LogSettings.CLUSTER,
          HTTP_HOST,
          HTTP_PORT,
          DATA,
          KEYSTORE,
          KEYSTORE_PASSWORD,
          TOKEN,
          NODES_CA,
          LogSettings.KAFKA,
          LogSettings.REGISTRY,
          LogSettings.REPLICATION,
          LogSettings.IN_SYNC,
          MAIL_HOST,
          MAIL_PORT,
          MAIL_SECURITY,
          MAIL_CA,
          MAIL_USER,
          MAIL_PASSWORD,
          MAIL_FROM,
          MAIL_TO,
          WEBHOOK_URL,
          WEBHOOK_CA,
          WEBHOOK_TOKEN,
          WEBHOOK_SECRET,
          WINDOW,
          GIVE_UP);

  private Catalogue() {}
}
