package io.lockstep.materialize.profile.spec;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A command that follows when files of a node changed.
 *
 * @param profile name of the profile that says so
 * @param name its name, unique in the profile
 * @param after what it follows: globs of output paths, and {@code content:FOLDER} for folders;
 *     empty for every change
 * @param command the program and its arguments; no shell
 * @param timeout after which it is killed, and has failed
 * @param debounce how long it waits for another change to come
 * @param user whom it runs as; empty for the node's own user
 * @param roles nodes with any of these roles run it; empty for all
 */
public record HookSpec(
    String profile,
    String name,
    List<String> after,
    List<String> command,
    Duration timeout,
    Duration debounce,
    Optional<String> user,
    List<String> roles) {
  /** Where a profile says nothing else. */
  public static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Where a profile says nothing else. */
  public static final Duration DEBOUNCE = Duration.ofMillis(500);

  /** What stands before a folder's name in {@link #after}. */
  public static final String CONTENT = "content:";

  /** Copies the lists. */
  public HookSpec {
    after = List.copyOf(after);
    command = List.copyOf(command);
    roles = List.copyOf(roles);
  }
}
