package io.lockstep.materialize.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.materialize.file.MaterializeException;
import io.lockstep.schema.ContentKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a folder and the cluster had in common last, on disk: it tells who changed a path since, and
 * what was deleted while the node was away. One thread.
 *
 * <p>The file is a log of lines, of which the last of a path counts. Before the node writes files
 * it notes which: if it is killed between the write and the note that it is done, what stands there
 * is the cluster's older state and not an edit.
 */
public final class Base implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Base.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_LINES = 10_000;

  private final LineFile file;
  private final Map<String, Item> common = new HashMap<>();
  private final Map<String, Item> intended = new HashMap<>();
  private int lines;

  private Base(LineFile file) {
    this.file = file;
  }

  /**
   * Reads it; a line that cannot be read, such as one that was half written, does not count.
   *
   * @throws MaterializeException if it is there and cannot be read, or cannot be written
   */
  public static Base open(Path file) {
    return open(file, LineFile::onDisk);
  }

  static Base open(Path file, LineFile.Opener opener) {
    Base base = new Base(new LineFile(file, opener));
    // Bytes for characters, so that a damaged line damages no other.
    long unreadable = read(file).lines().filter(line -> !base.take(line)).count();
    if (unreadable > 0) {
      LOG.warn("some of what is in step is unreadable file={} lines={}", file, unreadable);
    }
    base.rewrite();
    return base;
  }

  private static String read(Path file) {
    try {
      Files.createDirectories(file.getParent());
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw MaterializeException.of(file.toString(), "cannot read", e);
    }
  }

  private boolean take(String line) {
    try {
      JsonNode node = JSON.readTree(line.getBytes(StandardCharsets.ISO_8859_1));
      if (!node.isObject() || !node.path("p").isTextual()) {
        return false;
      }
      String path = node.get("p").textValue();
      if (node.path("w").booleanValue()) {
        intended.put(path, item(node));
      } else if (node.path("k").isMissingNode()) {
        common.remove(path);
        intended.remove(path);
      } else {
        common.put(path, item(node));
        intended.remove(path);
      }
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static Item item(JsonNode node) {
    return new Item(
        ContentKind.valueOf(node.get("k").textValue()),
        node.path("s").longValue(),
        node.path("h").asText(""),
        node.path("m").intValue(),
        node.path("t").asText(""));
  }

  private static String line(String path, Item item, boolean intended) {
    ObjectNode node = JSON.createObjectNode().put("p", path);
    if (item != null) {
      node.put("k", item.kind().name()).put("s", item.size()).put("m", item.mode());
      if (item.isFile()) {
        node.put("h", item.sha256());
      } else if (!item.isDirectory()) {
        node.put("t", item.target());
      }
    }
    return (intended ? node.put("w", true) : node) + "\n";
  }

  /** What was in step at a path; null for nothing. */
  public Item get(String path) {
    return common.get(path);
  }

  /** The paths at which something was in step. */
  public Set<String> paths() {
    return Collections.unmodifiableSet(common.keySet());
  }

  /** Whether what stands at a path is what the cluster gave: nobody edited it here. */
  public boolean isUnedited(String path, Item local) {
    Item last = common.get(path);
    if (last == null ? local == null : last.equals(local)) {
      return true;
    }
    return local != null && local.equals(intended.get(path));
  }

  /**
   * Notes what is about to be written; returns once the device knows. Where the write before was
   * done and not noted, as after a kill, it is noted first: what stands there would pass for an
   * edit once another write is intended, and go to the cluster in place of what is newer.
   *
   * @param there what stands at these paths now; null for nothing
   * @throws MaterializeException if it cannot be noted; nothing may be written then
   */
  public void intend(Map<String, Item> writes, Map<String, Item> there) {
    Map<String, Item> written = new HashMap<>();
    there.forEach(
        (path, item) -> {
          if (item != null && item.equals(intended.get(path))) {
            written.put(path, item);
          }
        });
    settle(written);
    if (!writes.isEmpty()) {
      intended.putAll(writes);
      StringBuilder text = new StringBuilder();
      writes.forEach((path, item) -> text.append(line(path, item, true)));
      append(text, writes.size(), true);
    }
  }

  /**
   * Notes what is in step from now on at these paths; null for nothing. Of what the disk did not
   * take it is tried again with the next note, be it of nothing.
   *
   * @throws MaterializeException if it cannot be noted
   */
  public void settle(Map<String, Item> items) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (Map.Entry<String, Item> each : new TreeMap<>(items).entrySet()) {
      String path = each.getKey();
      Item item = each.getValue();
      boolean was = intended.remove(path) != null;
      Item before = item == null ? common.remove(path) : common.put(path, item);
      if (was || !Objects.equals(before, item)) {
        text.append(line(path, item, false));
        count++;
      }
    }
    if (count > 0 || file.isTorn()) {
      append(text, count, false);
    }
  }

  private void append(StringBuilder text, int count, boolean force) {
    if (file.isTorn()) {
      rewrite();
      return;
    }
    file.append(text.toString(), force);
    lines += count;
    if (lines > MOST_LINES + 3 * (common.size() + intended.size())) {
      rewrite();
    }
  }

  /** One line for each path. */
  private void rewrite() {
    file.rewrite(Stream.concat(lines(common, false), lines(intended, true)));
    lines = common.size() + intended.size();
  }

  private static Stream<String> lines(Map<String, Item> items, boolean intended) {
    return items.entrySet().stream().map(each -> line(each.getKey(), each.getValue(), intended));
  }

  @Override
  public void close() {
    file.close();
  }
}
