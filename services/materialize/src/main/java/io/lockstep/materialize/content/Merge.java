package io.lockstep.materialize.content;

import io.lockstep.schema.ContentKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has to happen that a folder and the cluster have the same, from three states: what they had
 * in common last, what stands in the folder, what the cluster has. Pure.
 *
 * <p>Who alone changed a path gives it to the other. Where both did, a local edit goes to the
 * cluster before anything is written over it: what the cluster accepts last wins, and the other
 * stands in the journal. An edit wins over a delete, whoever did which. Without a common state (a
 * folder that the node has for the first time) the cluster wins, and the file that stood there is
 * kept aside.
 *
 * @param publish what the cluster gets, in order of the paths
 * @param remove what the cluster loses, in order of the paths
 * @param write what the folder gets, in order of the paths
 * @param delete what the folder loses, the deepest first
 * @param settled what both have, where the common state says otherwise; null for nothing
 * @param blind paths of the cluster of which it cannot be told what stands in the folder
 * @param vanished whether so much is missing in the folder that somebody has to confirm it; nothing
 *     else is planned then
 */
public record Merge(
    List<Publish> publish,
    List<Remove> remove,
    List<Write> write,
    List<Delete> delete,
    Map<String, Item> settled,
    Set<String> blind,
    boolean vanished) {
  /** From so many paths on it counts how many are missing. */
  private static final int FEW = 10;

  /** The cluster shall have this. */
  public record Publish(String path, Item item) {}

  /** The cluster shall have this no more, if it is still at that revision. */
  public record Remove(String path, long revision) {}

  /**
   * The folder shall have this.
   *
   * @param there what stands in its place; null for nothing
   * @param keep whether that is the folder's own and has to be kept aside
   */
  public record Write(String path, Item item, Scan.Found there, boolean keep) {}

  /** The folder shall have this no more. */
  public record Delete(String path, Scan.Found there) {}

  /** What the cluster has at a path, and since when. */
  public record Held(Item item, long revision) {}

  /**
   * Merges.
   *
   * @param cluster by path, what takes part
   * @param another whether the folder is another directory than it was, as without its disk
   * @param confirmed whether it was confirmed that what is missing shall be deleted
   */
  public static Merge of(
      Base base,
      Scan local,
      Map<String, Held> cluster,
      Selection selection,
      boolean another,
      boolean confirmed) {
    Merge merge = empty(isVanished(base, local, selection, another ? 0 : FEW, confirmed));
    if (merge.vanished) {
      return merge;
    }
    Set<String> paths = new TreeSet<>(local.found().keySet());
    paths.addAll(cluster.keySet());
    paths.addAll(base.paths());
    for (String path : paths) {
      if (selection.takes(path)) {
        merge.decide(path, base, local, cluster);
      } else {
        merge.settled.put(path, null); // it does not take part any more
      }
    }
    merge.delete.sort((x, y) -> y.path().compareTo(x.path()));
    return merge;
  }

  private static Merge empty(boolean vanished) {
    return new Merge(
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new HashMap<>(),
        new HashSet<>(),
        vanished);
  }

  /** Plans further paths, that were blind and are not any more. */
  public void add(Collection<String> paths, Base base, Scan local, Map<String, Held> cluster) {
    for (String path : paths) {
      blind.remove(path);
      decide(path, base, local, cluster);
    }
  }

  private void decide(String path, Base base, Scan local, Map<String, Held> cluster) {
    Held held = cluster.get(path);
    if (!local.isBlind(path)) {
      decide(path, base, local.found().get(path), held);
    } else if (held != null) {
      blind.add(path);
    }
  }

  /** An empty folder where there was much is more often a disk that is not mounted than a wish. */
  private static boolean isVanished(
      Base base, Scan local, Selection selection, int few, boolean confirmed) {
    int before = 0;
    int missing = 0;
    for (String path : base.paths()) {
      Item item = base.get(path);
      if (!item.isDirectory() && selection.takes(path)) {
        before++;
        missing += local.found().containsKey(path) || local.isBlind(path) ? 0 : 1;
      }
    }
    return local.there() ? !confirmed && before > few && missing * 2 > before : before > 0;
  }

  private void decide(String path, Base base, Scan.Found found, Held held) {
    Item there = found == null ? null : found.item();
    Item wanted = held == null ? null : held.item();
    if (Objects.equals(there, wanted)) {
      settled.put(path, wanted);
    } else if (base.isUnedited(path, there)) {
      apply(path, wanted, found, false);
    } else if (there == null) {
      if (Objects.equals(base.get(path), wanted)) {
        remove.add(new Remove(path, held.revision()));
      } else {
        apply(path, wanted, null, false); // edited there, deleted here: the edit wins
      }
    } else if (base.get(path) == null && wanted != null) {
      boolean differs = there.kind() != wanted.kind() || !there.sha256().equals(wanted.sha256());
      apply(path, wanted, found, differs && there.kind() != ContentKind.DIRECTORY);
    } else {
      publish.add(new Publish(path, there));
    }
  }

  private void apply(String path, Item wanted, Scan.Found found, boolean keep) {
    if (wanted != null) {
      write.add(new Write(path, wanted, found, keep));
    } else {
      delete.add(new Delete(path, found));
    }
  }

  /** Whether nothing has to happen. */
  public boolean isInStep() {
    return !vanished
        && publish.isEmpty()
        && remove.isEmpty()
        && write.isEmpty()
        && delete.isEmpty()
        && blind.isEmpty();
  }

  /** What the base has to learn. */
  public Map<String, Item> news(Base base) {
    Map<String, Item> news = new TreeMap<>();
    settled.forEach(
        (path, item) -> {
          if (!Objects.equals(base.get(path), item)
              || item != null && !base.isUnedited(path, item)) {
            news.put(path, item);
          }
        });
    return news;
  }
}
