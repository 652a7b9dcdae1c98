package io.lockstep.cli.client;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a node's HTTP interface offers about profiles. As with {@link NodeClient}, every method
 * throws {@link io.lockstep.cli.failure.Failure}. Thread-safe.
 */
public final class ProfileClient {
  private final Exchange exchange;

  ProfileClient(Exchange exchange) {
    this.exchange = exchange;
  }

  /** All profiles. */
  public ProfilePage list() {
    return exchange.read(exchange.request("profiles").build(), ProfilePage.class);
  }

  /** A profile as YAML. */
  public String yaml(String name) {
    return new String(
        exchange.readBytes(
            exchange
                .request("profiles/" + Paths.encode(name))
                .setHeader("Accept", "application/yaml")
                .build()),
        StandardCharsets.UTF_8);
  }

  /** The profiles at one revision. */
  public record ProfilePage(long revision, List<Item> profiles) {}

  /**
   * A profile.
   *
   * @param source {@code builtin} or {@code installed}
   * @param uses the scopes that name it
   */
  public record Item(
      String name, String text, String source, List<ItemProblem> problems, List<String> uses) {
    /** A list that is empty may be left out of a document. */
    public Item {
      problems = problems == null ? List.of() : List.copyOf(problems);
      uses = uses == null ? List.of() : List.copyOf(uses);
      text = text == null ? "" : text;
    }
  }

  /** What is wrong in a profile. */
  public record ItemProblem(int line, String what, String remedy) {}
}
