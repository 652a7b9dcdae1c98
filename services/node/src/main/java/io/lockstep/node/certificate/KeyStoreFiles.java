package io.lockstep.node.certificate;

import io.lockstep.materialize.profile.HiddenSecrets;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.OpenedText;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.SecretUnopenedException;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.definition.ContentDefinition.Store;
import io.lockstep.schema.Certificate;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import io.lockstep.trust.TrustException;
import io.lockstep.trust.certificate.CertificateRecords;
import io.lockstep.trust.certificate.KeyStoreBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the key stores and trust stores of one image for one node. Used once, by one thread. */
final class KeyStoreFiles {
  private static final int PRIVATE = 0600;
  private static final int PUBLIC = 0644;
  private static final String DEFAULT_PASSWORD = "changeit";

  private final List<Entity> certificates;
  private final List<Entity> anchors;
  private final Optional<Entity> password;
  private final Secrets secrets;

  KeyStoreFiles(ClusterImage image, NodeView node, Secrets secrets) {
    this(
        TrustEntities.certificates(image),
        TrustEntities.anchors(image),
        KeyStorePassword.of(image, node),
        secrets);
  }

  /** Stores of these entries, with that password; without one it is "changeit". */
  KeyStoreFiles(
      List<Entity> certificates, List<Entity> anchors, Optional<Entity> password, Secrets secrets) {
    this.certificates = certificates;
    this.anchors = anchors;
    this.password = password;
    this.secrets = secrets;
  }

  /** Tells apart whatever makes other files. */
  List<String> basis() {
    List<String> basis = new ArrayList<>();
    certificates.forEach(entity -> basis.add(entity.key() + "@" + entity.hash().hex()));
    anchors.forEach(entity -> basis.add(entity.key() + "@" + entity.hash().hex()));
    password.ifPresent(entity -> basis.add(entity.key() + "@" + entity.hash().hex()));
    return basis;
  }

  /** The files. None where it would have no entry. */
  List<Output> outputs() {
    List<Output> outputs = new ArrayList<>();
    if (!certificates.isEmpty()) {
      outputs.addAll(keyStores(TrustProfile.KEYSTORE, TrustProfile.KEYSTORE_PEM));
    }
    if (!anchors.isEmpty()) {
      outputs.addAll(trustStores(TrustProfile.TRUSTSTORE, TrustProfile.TRUSTSTORE_PEM));
    }
    return outputs;
  }

  /** Of the two forms those that have a path. */
  private List<Output> keyStores(String path, String pemPath) {
    if (secrets.hidden()) {
      String entries = certificates.stream().map(this::shown).collect(Collectors.joining());
      return both(
          path,
          file -> text(file, shownPassword() + entries, PRIVATE),
          pemPath,
          file -> text(file, entries, PRIVATE));
    }
    KeyStoreBuilder builder = new KeyStoreBuilder();
    try {
      certificates.forEach(entity -> add(builder, entity));
    } catch (SecretUnopenedException e) {
      return both(
          path,
          file -> Output.held(file, e.getMessage()),
          pemPath,
          file -> Output.held(file, e.getMessage()));
    }
    return both(
        path,
        file -> store(file, PRIVATE, builder::keyStore),
        pemPath,
        file -> new Output(file, builder.keyStorePem(), PRIVATE));
  }

  private List<Output> trustStores(String path, String pemPath) {
    if (secrets.hidden()) {
      String entries =
          anchors.stream().map(KeyStoreFiles::shownAnchor).collect(Collectors.joining());
      return both(
          path,
          file -> text(file, shownPassword() + entries, PUBLIC),
          pemPath,
          file -> text(file, entries, PUBLIC));
    }
    KeyStoreBuilder builder = new KeyStoreBuilder();
    for (Entity entity : anchors) {
      TrustAnchor anchor = TrustEntities.anchor(entity);
      builder.trust(anchor.getId(), CertificateRecords.authority(anchor));
    }
    return both(
        path,
        file -> store(file, PUBLIC, builder::trustStore),
        pemPath,
        file -> new Output(file, builder.trustStorePem(), PUBLIC));
  }

  private static List<Output> both(
      String path, Function<String, Output> store, String pemPath, Function<String, Output> pem) {
    List<Output> outputs = new ArrayList<>(2);
    if (path != null) {
      outputs.add(store.apply(path));
    }
    if (pemPath != null) {
      outputs.add(pem.apply(pemPath));
    }
    return outputs;
  }

  /** One file. None where it would have no entry. */
  Optional<Output> one(String path, Store store) {
    boolean keys = store.entries() == Store.Entries.CERTIFICATES;
    boolean pem = store.kind() == Store.Kind.PEM;
    List<Output> outputs = List.of();
    if (keys && !certificates.isEmpty()) {
      outputs = keyStores(pem ? null : path, pem ? path : null);
    } else if (!keys && !anchors.isEmpty()) {
      outputs = trustStores(pem ? null : path, pem ? path : null);
    }
    return outputs.stream().findFirst();
  }

  private void add(KeyStoreBuilder builder, Entity entity) {
    Certificate record = TrustEntities.certificate(entity);
    if (record.getPrivateKey() != null) {
      try {
        builder.add(record.getAlias(), CertificateRecords.entry(record, secrets::open));
      } catch (RuntimeException e) {
        throw new SecretUnopenedException(entity.key(), e);
      }
    }
  }

  /** Makes one file with the password of the stores. */
  private interface Maker {
    byte[] make(char[] password);
  }

  private Output store(String path, int mode, Maker maker) {
    char[] chars = {};
    try {
      chars = password().toCharArray();
      return new Output(path, maker.make(chars), mode);
    } catch (SecretUnopenedException e) {
      return Output.held(path, e.getMessage());
    } catch (TrustException e) {
      return Output.held(
          path,
          password.map(Entity::key).orElse("its password") + " is not fit: " + e.getMessage());
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  private String password() {
    if (password.isEmpty()) {
      return DEFAULT_PASSWORD;
    }
    ConfigurationChanged parameter = password.get().payload(ConfigurationChanged.class);
    return parameter.getSealed() == null
        ? parameter.getValue()
        : OpenedText.open(secrets, parameter.getSealed(), password.get().key());
  }

  private String shownPassword() {
    return "password " + (password.isEmpty() ? DEFAULT_PASSWORD : hidden(password.get())) + "\n";
  }

  private String hidden(Entity parameter) {
    ConfigurationChanged payload = parameter.payload(ConfigurationChanged.class);
    return payload.getSealed() == null
        ? HiddenSecrets.TEXT
        : OpenedText.open(secrets, payload.getSealed(), parameter.key());
  }

  private String shown(Entity entity) {
    Certificate record = TrustEntities.certificate(entity);
    return "%s, %s, until %s, SHA-256 %s\n"
        .formatted(
            record.getAlias(), record.getSubject(), record.getNotAfter(), hex(record.getSha256()));
  }

  private static String hex(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String shownAnchor(Entity entity) {
    TrustAnchor anchor = TrustEntities.anchor(entity);
    return "%s, %s\n"
        .formatted(
            anchor.getId(), anchor.getOwner() == null ? "published" : "of " + anchor.getOwner());
  }

  private static Output text(String path, String text, int mode) {
    return new Output(path, text.getBytes(StandardCharsets.UTF_8), mode);
  }
}
