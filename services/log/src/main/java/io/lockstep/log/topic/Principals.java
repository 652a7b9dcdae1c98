package io.lockstep.log.topic;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who may do what with the topics of a cluster, as Kafka names them ({@code User:n1}). Whoever
 * stands in several lists may do what each allows.
 *
 * @param eligible nodes that may become primary
 * @param members the other nodes
 * @param viewers people and programs that only read
 * @param status the status application
 */
public record Principals(
    List<String> eligible, List<String> members, List<String> viewers, List<String> status) {
  private static final Pattern FORM = Pattern.compile("User:[^*\\s]\\S*");

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a principal has not the form {@code User:NAME}
   */
  public Principals {
    eligible = checked(eligible);
    members = checked(members);
    viewers = checked(viewers);
    status = checked(status);
  }

  private static List<String> checked(List<String> principals) {
    for (String principal : principals) {
      if (!FORM.matcher(principal).matches()) {
        throw new IllegalArgumentException(
            "Principal '" + principal + "': wanted User:NAME, such as User:n1, of one client");
      }
    }
    return List.copyOf(principals);
  }

  /** Whether nobody is named. */
  public boolean isEmpty() {
    return all().isEmpty();
  }

  /** Everybody who is named. */
  SortedSet<String> all() {
    SortedSet<String> all = new TreeSet<>();
    Stream.of(eligible, members, viewers, status).forEach(all::addAll);
    return all;
  }
}
