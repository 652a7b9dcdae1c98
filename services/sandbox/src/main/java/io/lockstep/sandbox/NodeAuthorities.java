package io.lockstep.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certificates by which the nodes of a sandbox are trusted, as they stand in the nodes' own
 * folders: their authorities, what they trust and what they show. So nobody has to be believed over
 * the network.
 */
final class NodeAuthorities {
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");

  private NodeAuthorities() {}

  /** PEM; empty while no node has made any. */
  static String of(Layout layout, SandboxOptions options) {
    Set<String> certificates = new LinkedHashSet<>();
    for (NodePart node : Startup.nodes(layout, options)) {
      add(node.data().resolve("authority.pem"), certificates);
    }
    for (NodePart node : Startup.nodes(layout, options)) {
      // An imported certificate may be of an authority that no node was told to trust.
      for (String file : List.of("truststore.pem", "keystore.pem")) {
        add(node.files().resolve(file), certificates);
      }
    }
    return String.join("", certificates.stream().sorted(Comparator.naturalOrder()).toList());
  }

  /** Without the keys that such a file may hold. */
  private static void add(Path file, Set<String> certificates) {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try {
      Matcher matcher = CERTIFICATE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      while (matcher.find()) {
        certificates.add(matcher.group().replace("\r\n", "\n") + "\n");
      }
    } catch (IOException e) {
      throw new SandboxException("cannot read " + file + " (" + e + ")", e);
    }
  }
}
