package io.lockstep.sandbox;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The schema registry. It keeps schemas in an H2 file of its folder, written at once, so that ids
 * outlive a restart and a kill: with its default, memory, a restart would give the same schemas
 * other ids, and what stands in the topics could no longer be read.
 */
final class RegistryPart implements Part {
  private static final String HEAP = "192m";

  private final Layout layout;
  private final SandboxOptions options;
  private final Distribution distribution;

  RegistryPart(Layout layout, SandboxOptions options, Distribution distribution) {
    this.layout = layout;
    this.options = options;
    this.distribution = distribution;
  }

  @Override
  public String name() {
    return Layout.REGISTRY;
  }

  @Override
  public SortedMap<Integer, String> ports() {
    return new TreeMap<>(Map.of(options.ports().registry(), SandboxPorts.REGISTRY));
  }

  @Override
  public void prepare() {}

  @Override
  public List<String> command() {
    String file = layout.home(name()).resolve("schemas").toString();
    if (file.contains(";")) {
      throw new SandboxException(
          "the registry cannot keep its schemas in " + file + ": `;` may not be in the path");
    }
    List<String> command = Jvm.light(layout, name(), HEAP);
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.addAll(options.secure() ? https() : List.of(port("port")));
    command.add("-Dquarkus.log.level=WARN");
    command.add("-Dapicurio.storage.kind=sql");
    command.add("-Dapicurio.storage.sql.kind=h2");
    command.add("-Dapicurio.datasource.url=jdbc:h2:file:" + file + ";WRITE_DELAY=0");
    // Its default of 20 connections at the start is for a shared database.
    command.add("-Dapicurio.datasource.jdbc.initial-size=1");
    command.add("-Dapicurio.datasource.jdbc.min-size=1");
    command.add("-Dapicurio.datasource.jdbc.max-size=10");
    command.addAll(List.of("-jar", distribution.registryJar().toString()));
    return command;
  }

  private String port(String name) {
    return "-Dquarkus.http." + name + "=" + options.ports().registry();
  }

  /** TLS alone; it has no users, so that everybody who trusts its certificate may ask it. */
  private List<String> https() {
    String certificate = new SandboxSecurity(options).certificate(name()).toString();
    return List.of(
        port("ssl-port"),
        "-Dquarkus.http.insecure-requests=disabled",
        "-Dquarkus.http.ssl.certificate.files=" + certificate,
        "-Dquarkus.http.ssl.certificate.key-files=" + certificate);
  }

  @Override
  public boolean isReady() {
    String address = "127.0.0.1:" + options.ports().registry() + "/health/ready";
    return options.secure()
        ? Sockets.answers("https://" + address, new SandboxSecurity(options).authority())
        : Sockets.answers("http://" + address);
  }
}
