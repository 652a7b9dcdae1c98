package io.lockstep.state.image;

import java.util.Arrays;
import java.util.List;

/**
 * Sorts entities by key. To compare two keys of a million is to wait for memory, twice for each; so
 * what follows the beginning that all have is compared first, from where it is next to the entity.
 */
final class KeyOrder {
  private record Keyed(long head, Entity entity) implements Comparable<Keyed> {
    @Override
    public int compareTo(Keyed other) {
      int heads = Long.compareUnsigned(head, other.head);
      return heads != 0 ? heads : entity.key().compareTo(other.entity.key());
    }
  }

  /** Stands for this character and all above it, and what follows it is left to whole keys. */
  private static final int HIGHEST = 0xFF;

  private KeyOrder() {}

  /** In the order of {@link String#compareTo}. */
  static Entity[] of(List<Entity> entities) {
    int from = commonPrefix(entities);
    Keyed[] keyed = new Keyed[entities.size()];
    for (int number = 0; number < keyed.length; number++) {
      Entity entity = entities.get(number);
      keyed[number] = new Keyed(head(entity.key(), from), entity);
    }
    Arrays.sort(keyed);
    Entity[] sorted = new Entity[keyed.length];
    for (int number = 0; number < keyed.length; number++) {
      sorted[number] = keyed[number].entity();
    }
    return sorted;
  }

  private static int commonPrefix(List<Entity> entities) {
    String prefix = entities.isEmpty() ? "" : entities.get(0).key();
    for (Entity entity : entities) {
      while (!entity.key().startsWith(prefix)) {
        prefix = prefix.substring(0, prefix.length() - 1);
      }
    }
    return prefix.length();
  }

  /** Eight characters, a byte each; 0 behind the end. */
  private static long head(String key, int from) {
    long head = 0;
    int next = from;
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0 && next < key.length(); shift -= Byte.SIZE) {
      int character = Math.min(key.charAt(next++), HIGHEST);
      head |= (long) character << shift;
      if (character == HIGHEST) {
        return head;
      }
    }
    return head;
  }
}
