package io.lockstep.node.http;

import io.lockstep.schema.Member;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the API takes of nodes. */
final class NodeRequests {
  private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern ATTRIBUTE = Pattern.compile("[^\\s=,]{1,100}");
  private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl},]{0,500}");

  private NodeRequests() {}

  /**
   * What changes of what a node is for.
   *
   * @param site its site; empty for none, null as it is
   * @param addRoles roles that it gets
   * @param removeRoles roles that it loses
   * @param attributes attributes that it gets, by name
   * @param removeAttributes names of attributes that it loses
   */
  @Serdeable
  record Duties(
      @Nullable String site,
      @Nullable List<String> addRoles,
      @Nullable List<String> removeRoles,
      @Nullable Map<String, String> attributes,
      @Nullable List<String> removeAttributes) {
    /** The member with it. */
    Member of(Member member) {
      if (site == null
          && addRoles == null
          && removeRoles == null
          && attributes == null
          && removeAttributes == null) {
        throw ApiException.malformed(
            "the body has one of \"site\", \"addRoles\", \"removeRoles\", \"attributes\" and"
                + " \"removeAttributes\"");
      }
      Member next = Member.newBuilder(member).build();
      if (site != null) {
        next.setSite(site.isEmpty() ? null : site);
      }
      List<String> roles = new ArrayList<>(member.getRoles());
      orEmpty(removeRoles).forEach(roles::remove);
      for (String role : orEmpty(addRoles)) {
        require(role, ROLE, "a role has 1 to 63 letters, digits, '.', '_' and '-'");
        if (!roles.contains(role)) {
          roles.add(role);
        }
      }
      next.setRoles(roles);
      Map<String, String> all = new TreeMap<>(member.getAttributes());
      orEmpty(removeAttributes).forEach(all::remove);
      if (attributes != null) {
        attributes.forEach(
            (name, value) -> {
              require(name, ATTRIBUTE, "an attribute's name has no space, '=' or ','");
              require(value, VALUE, "an attribute's value has up to 500 characters, no ','");
              all.put(name, value);
            });
      }
      next.setAttributes(all);
      return next;
    }

    private static List<String> orEmpty(List<String> list) {
      return list == null ? List.of() : list;
    }

    private static void require(String text, Pattern form, String wanted) {
      if (text == null || !form.matcher(text).matches()) {
        throw ApiException.invalid(wanted + ", not \"" + text + "\"");
      }
    }
  }
}
