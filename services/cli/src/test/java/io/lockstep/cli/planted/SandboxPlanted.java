package io.lockstep.cli.planted;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets that a sandbox itself makes, as they stand in its private files now. After a
 * rotation, or once a token was used, take them again and look for the old ones too.
 */
final class SandboxPlanted {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
  private static final List<String> ALGORITHMS = List.of("Ed25519", "X25519", "EC", "RSA");

  private SandboxPlanted() {}

  /** All that are in the folder of a sandbox. */
  static List<Planted> in(Path folder) throws IOException, GeneralSecurityException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder, 3)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    List<Planted> planted = new ArrayList<>();
    for (Path file : files) {
      planted.addAll(of(file, folder.relativize(file).toString()));
    }
    return planted;
  }

  private static List<Planted> of(Path file, String name)
      throws IOException, GeneralSecurityException {
    return switch (file.getFileName().toString()) {
      case "taeh" -> List.of(Planted.bytes(name, Kind.CLUSTER_SECRET, Files.readAllBytes(file)));
      case "node.key", "sealing.key" -> pem(name, Kind.NODE_KEY, file);
      case "authority.pem" -> pem(name, Kind.AUTHORITY_KEY, file);
      case "join.token" -> List.of(Planted.text(name, Kind.JOIN_TOKEN, line(file)));
      case "admin.token" -> session(name, line(file));
      // The key stores next to it hold the same keys, under a password.
      case "keystore.pem" -> pem(name, Kind.CERTIFICATE_KEY, file);
      default -> List.of();
    };
  }

  /** A session token, and its signature, which is what no other can make. */
  static List<Planted> session(String name, String token) {
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
    return List.of(
        Planted.text(name, Kind.SESSION, token),
        Planted.bytes(name + " (signature)", Kind.SESSION, signature));
  }

  /** The private keys of a key store. */
  static List<Planted> keys(String name, Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    List<Planted> planted = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.getKey(alias, password) instanceof PrivateKey key) {
        planted.addAll(Planted.key(name + " " + alias, Kind.CERTIFICATE_KEY, key));
      }
    }
    return planted;
  }

  private static List<Planted> pem(String name, Kind kind, Path file) throws IOException {
    List<Planted> planted = new ArrayList<>();
    Matcher matcher = KEY.matcher(Files.readString(file));
    while (matcher.find()) {
      byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1).strip());
      planted.addAll(Planted.key(name, kind, key(encoded, file)));
    }
    if (planted.isEmpty()) {
      throw new IllegalArgumentException(file + " has no private key to look for");
    }
    return planted;
  }

  private static PrivateKey key(byte[] encoded, Path file) {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (GeneralSecurityException e) {
        // Of the next, then.
      }
    }
    throw new IllegalArgumentException(file + " has a private key of none of " + ALGORITHMS);
  }

  private static String line(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.US_ASCII).strip();
  }
}
