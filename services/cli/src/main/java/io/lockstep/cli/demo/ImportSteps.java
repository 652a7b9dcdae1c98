package io.lockstep.cli.demo;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.ChangeSet;
import io.lockstep.cli.client.ConfigurationItem;
import io.lockstep.cli.file.ChangeFile;
import io.lockstep.cli.file.InputFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Real files in, the same on every node. */
final class ImportSteps {
  /** As an administrator left it: Windows line ends, a remark, an entry taken out for a while. */
  private static final String SERVERS =
      """
      # Promotion order, first is preferred.\r
      n1.localhost\thttps://n1.localhost:444\r
      n2.localhost\thttps://n2.localhost:444\r
      #n9.localhost\thttps://n9.localhost:444\r
      n3.localhost\thttps://n3.localhost:444\r
      """;

  private final DemoCluster cluster;

  ImportSteps(DemoCluster cluster) {
    this.cluster = cluster;
  }

  List<Step> steps() {
    return List.of(
        new Step("import a servers file with CRLF and a commented-out entry", this::importServers),
        new Step("import the configuration of the JDK", this::importSecurity));
  }

  private String importServers() throws Exception {
    Path input = cluster.options().dir().resolve("input").resolve("servers");
    Files.createDirectories(input.getParent());
    Files.writeString(input, SERVERS);
    String via = cluster.secondary();

    ChangeAnswer answer = cluster.client(via).setServers(InputFile.read(input.toString()).bytes());
    cluster.awaitWritten(answer.revision());

    String wanted = SERVERS.replace("\r\n", "\n");
    for (String id : cluster.ids()) {
      String exported = new String(cluster.client(id).servers(), StandardCharsets.UTF_8);
      Proof.same("the export of " + id, wanted, exported);
      Proof.same("the file servers of " + id, wanted, cluster.fileText(id, "servers"));
    }
    return "imported through "
        + via
        + "; comment, commented-out entry and order are the same in the export and in the file of"
        + " all nodes";
  }

  private String importSecurity() throws Exception {
    Path file = securityFile();
    ChangeSet changes = ChangeFile.readProperties(InputFile.read(file.toString()), "shared");
    Properties wanted = load(Files.readString(file));
    Proof.same("the number of entries read", wanted.size(), changes.operations().size());
    String via = cluster.secondary();

    ChangeAnswer answer = cluster.client(via).apply(changes);
    cluster.awaitWritten(answer.revision());

    for (String id : cluster.ids()) {
      Map<String, String> seen = new HashMap<>();
      for (ConfigurationItem item : cluster.client(id).configuration("shared", null).items()) {
        seen.put(item.key(), item.value());
      }
      requireAll("the configuration of " + id, wanted, seen);
      Properties onDisk = load(cluster.fileText(id, "configuration.properties"));
      requireAll("configuration.properties of " + id, wanted, onDisk);
    }
    return wanted.size()
        + " parameters of "
        + file
        + " ("
        + Files.readAllLines(file).size()
        + " lines) as one change through "
        + via
        + ", revisions "
        + answer.firstRevision()
        + " to "
        + answer.revision()
        + "; all values are on all nodes, by HTTP and on disk";
  }

  private static void requireAll(String where, Properties wanted, Map<?, ?> seen) {
    wanted.forEach((key, value) -> Proof.same(key + " in " + where, value, seen.get(key)));
  }

  private static Properties load(String text) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = new StringReader(text)) {
      properties.load(reader);
    }
    return properties;
  }

  /** The file that this very JVM is configured by; distributions link it to elsewhere. */
  private static Path securityFile() throws IOException {
    Path file = Path.of(System.getProperty("java.home"), "conf", "security", "java.security");
    Proof.require(
        Files.isReadable(file), file + " cannot be read; run the demo with a JDK that has it");
    return file.toRealPath();
  }
}
