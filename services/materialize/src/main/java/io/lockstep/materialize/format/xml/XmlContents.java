package io.lockstep.materialize.format.xml;

import io.lockstep.materialize.format.FileValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All values of a file, by addresses that a person would write. */
final class XmlContents {
  private static final List<String> TELLING = List.of("name", "id", "key");

  private final Map<String, FileValue> values = new LinkedHashMap<>();

  XmlContents(XmlFile file) {
    if (file.root() != null) {
      add(file.root(), file.root().name);
    }
  }

  Map<String, FileValue> values() {
    return values;
  }

  private void add(XmlElement element, String address) {
    for (XmlAttribute attribute : element.attributes) {
      values.put(address + "/@" + attribute.name(), new FileValue.Text(attribute.value()));
    }
    boolean empty = element.text().isEmpty() && !element.attributes.isEmpty();
    if (element.holdsTextAlone() && !empty) {
      values.put(address, new FileValue.Text(element.text()));
    }
    Map<String, List<XmlElement>> byName =
        element.children.stream().collect(Collectors.groupingBy(child -> child.name));
    Map<String, String> telling = new HashMap<>();
    Map<String, Integer> numbers = new HashMap<>();
    byName.forEach((name, like) -> telling.put(name, like.size() == 1 ? "" : telling(like)));
    for (XmlElement child : element.children) {
      String by = telling.get(child.name);
      int number = numbers.merge(child.name, 1, Integer::sum);
      String selector =
          by == null
              ? "[" + number + "]"
              : by.isEmpty() ? "" : XmlAddress.byAttribute(by, child.attribute(by).value());
      add(child, address + "/" + child.name + selector);
    }
  }

  /** An attribute that is another in each of the elements; null for none. */
  private static String telling(List<XmlElement> like) {
    for (String name : TELLING) {
      Set<String> seen = new HashSet<>();
      boolean tells =
          like.stream()
              .allMatch(
                  element ->
                      element.attribute(name) != null && seen.add(element.attribute(name).value()));
      if (tells) {
        return name;
      }
    }
    return null;
  }
}
