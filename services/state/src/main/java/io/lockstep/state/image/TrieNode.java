package io.lockstep.state.image;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A node of {@link EntityMap}'s trie: up to 32 slots, of which a bitmap says which are there. A
 * slot holds an entity or a node. Below the last level, where hashes are used up, a node is a plain
 * list of entities whose hashes are equal.
 */
final class TrieNode {
  static final TrieNode EMPTY = new TrieNode(null, 0, new Object[0]);

  private static final int BITS = 5;
  private static final int HASH_BITS = 32;

  /** Flipped, a number without a sign is sorted as one that has one. */
  private static final int SIGN = Integer.MIN_VALUE;

  /** So many entities are worth the while of other processors. */
  private static final int MANY = 10_000;

  private final Object owner; // whoever may change this node in place
  private int bitmap;
  private Object[] slots;

  private TrieNode(Object owner, int bitmap, Object[] slots) {
    this.owner = owner;
    this.bitmap = bitmap;
    this.slots = slots;
  }

  static int hash(String key) {
    int h = key.hashCode();
    h ^= h >>> 16; // keys that differ at their end differ in the low bits only
    h *= 0x85ebca6b;
    return h ^ (h >>> 13);
  }

  /**
   * The root of entities, each of another key: made from the leaves up, so that no node is changed
   * once it is there.
   */
  static TrieNode of(List<Entity> entities) {
    long[] order = new long[entities.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = (long) (path(hash(entities.get(i).key())) ^ SIGN) << HASH_BITS | i;
    }
    Arrays.parallelSort(order);
    return of(entities, order, 0, order.length, 0);
  }

  private static TrieNode of(List<Entity> entities, long[] order, int from, int to, int shift) {
    if (shift >= HASH_BITS) {
      return list(entities, order, from, to);
    }
    int bitmap = 0;
    int[] ends = new int[Math.min(to - from, 1 << BITS)];
    int number = 0;
    for (int begin = from, end; begin < to; begin = end) {
      int way = way(order[begin], shift);
      end = begin + 1;
      while (end < to && way(order[end], shift) == way) {
        end++;
      }
      bitmap |= 1 << way;
      ends[number++] = end;
    }
    Object[] slots = new Object[number];
    IntStream ways = IntStream.range(0, number);
    (to - from < MANY ? ways : ways.parallel())
        .forEach(
            i -> slots[i] = slot(entities, order, i == 0 ? from : ends[i - 1], ends[i], shift));
    return new TrieNode(null, bitmap, slots);
  }

  private static Object slot(List<Entity> entities, long[] order, int from, int to, int shift) {
    return to - from == 1
        ? entities.get((int) order[from])
        : of(entities, order, from, to, shift + BITS);
  }

  private static TrieNode list(List<Entity> entities, long[] order, int from, int to) {
    TrieNode list = EMPTY;
    for (int i = from; i < to; i++) {
      Entity entity = entities.get((int) order[i]);
      if (list.indexInList(entity.key()) >= 0) {
        throw new IllegalArgumentException("two events of " + entity.key());
      }
      list = new TrieNode(null, 0, list.inserted(list.slots.length, entity));
    }
    return list;
  }

  /** A hash with the ways that a search takes through the levels one after another. */
  private static int path(int hash) {
    int path = 0;
    for (int shift = 0; shift < HASH_BITS; shift += BITS) {
      path = shift + BITS > HASH_BITS ? path << HASH_BITS - shift : path << BITS;
      path |= hash >>> shift & (1 << BITS) - 1;
    }
    return path;
  }

  private static int way(long order, int shift) {
    int path = (int) (order >>> HASH_BITS) ^ SIGN;
    int below = HASH_BITS - BITS - shift;
    return below >= 0 ? path >>> below & (1 << BITS) - 1 : path & (1 << HASH_BITS - shift) - 1;
  }

  Entity find(String key, int hash, int shift) {
    if (shift >= HASH_BITS) {
      int at = indexInList(key);
      return at < 0 ? null : (Entity) slots[at];
    }
    int bit = bit(hash, shift);
    if ((bitmap & bit) == 0) {
      return null;
    }
    Object slot = slots[index(bit)];
    if (slot instanceof TrieNode child) {
      return child.find(key, hash, shift + BITS);
    }
    Entity entity = (Entity) slot;
    return entity.key().equals(key) ? entity : null;
  }

  TrieNode put(Object editor, Entity entity, int hash, int shift) {
    if (shift >= HASH_BITS) {
      int at = indexInList(entity.key());
      return at < 0
          ? withSlots(editor, 0, inserted(slots.length, entity))
          : withSlot(editor, at, entity);
    }
    int bit = bit(hash, shift);
    int at = index(bit);
    if ((bitmap & bit) == 0) {
      return withSlots(editor, bitmap | bit, inserted(at, entity));
    }
    Object slot = slots[at];
    if (slot instanceof TrieNode child) {
      TrieNode next = child.put(editor, entity, hash, shift + BITS);
      return next == child ? this : withSlot(editor, at, next);
    }
    Entity there = (Entity) slot;
    if (there.key().equals(entity.key())) {
      return withSlot(editor, at, entity);
    }
    TrieNode child =
        new TrieNode(editor, 0, new Object[0])
            .put(editor, there, hash(there.key()), shift + BITS)
            .put(editor, entity, hash, shift + BITS);
    return withSlot(editor, at, child);
  }

  /** The key must be there. */
  TrieNode remove(Object editor, String key, int hash, int shift) {
    if (shift >= HASH_BITS) {
      return withSlots(editor, 0, without(indexInList(key)));
    }
    int bit = bit(hash, shift);
    int at = index(bit);
    if (slots[at] instanceof TrieNode child) {
      TrieNode next = child.remove(editor, key, hash, shift + BITS);
      if (next.slots.length == 1 && next.slots[0] instanceof Entity only) {
        return withSlot(editor, at, only);
      }
      return next == child ? this : withSlot(editor, at, next);
    }
    return withSlots(editor, bitmap & ~bit, without(at));
  }

  void forEach(Consumer<Entity> action) {
    for (Object slot : slots) {
      if (slot instanceof TrieNode child) {
        child.forEach(action);
      } else {
        action.accept((Entity) slot);
      }
    }
  }

  /** As {@link EntityMap#forEachChanged}. Both nodes are at the same place. */
  static void forEachChanged(
      TrieNode before, TrieNode after, int shift, BiConsumer<Entity, Entity> action) {
    if (shift >= HASH_BITS) {
      compare(before, after, shift, action);
      return;
    }
    for (int left = before.bitmap | after.bitmap; left != 0; left &= left - 1) {
      int bit = Integer.lowestOneBit(left);
      Object old = before.slot(bit);
      Object now = after.slot(bit);
      if (old instanceof TrieNode x && now instanceof TrieNode y) {
        if (x != y) {
          forEachChanged(x, y, shift + BITS, action);
        }
      } else if (old != now) {
        compare(old, now, shift + BITS, action);
      }
    }
  }

  /** The same for two slots of which one at least is no node, or both are lists. */
  private static void compare(
      Object before, Object after, int shift, BiConsumer<Entity, Entity> action) {
    forEachIn(
        before,
        old -> {
          Entity now = find(after, old.key(), shift);
          if (!isSame(old, now)) {
            action.accept(old, now);
          }
        });
    forEachIn(
        after,
        now -> {
          if (find(before, now.key(), shift) == null) {
            action.accept(null, now);
          }
        });
  }

  private static boolean isSame(Object one, Object other) {
    return one == other;
  }

  private static void forEachIn(Object slot, Consumer<Entity> action) {
    if (slot instanceof TrieNode node) {
      node.forEach(action);
    } else if (slot != null) {
      action.accept((Entity) slot);
    }
  }

  private static Entity find(Object slot, String key, int shift) {
    if (slot instanceof TrieNode node) {
      return node.find(key, hash(key), shift);
    }
    return slot != null && ((Entity) slot).key().equals(key) ? (Entity) slot : null;
  }

  private Object slot(int bit) {
    return (bitmap & bit) == 0 ? null : slots[index(bit)];
  }

  boolean allIn(TrieNode other) {
    for (Object slot : slots) {
      boolean in =
          slot instanceof TrieNode child
              ? child.allIn(other)
              : slot.equals(other.find(((Entity) slot).key(), hash(((Entity) slot).key()), 0));
      if (!in) {
        return false;
      }
    }
    return true;
  }

  private static int bit(int hash, int shift) {
    return 1 << (hash >>> shift & 31);
  }

  private int index(int bit) {
    return Integer.bitCount(bitmap & bit - 1);
  }

  private int indexInList(String key) {
    for (int i = 0; i < slots.length; i++) {
      if (((Entity) slots[i]).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private TrieNode withSlot(Object editor, int at, Object slot) {
    if (owner == editor && editor != null) {
      slots[at] = slot;
      return this;
    }
    Object[] copy = slots.clone();
    copy[at] = slot;
    return new TrieNode(editor, bitmap, copy);
  }

  private TrieNode withSlots(Object editor, int nextBitmap, Object[] next) {
    if (owner == editor && editor != null) {
      bitmap = nextBitmap;
      slots = next;
      return this;
    }
    return new TrieNode(editor, nextBitmap, next);
  }

  private Object[] inserted(int at, Object slot) {
    Object[] next = Arrays.copyOf(slots, slots.length + 1);
    System.arraycopy(slots, at, next, at + 1, slots.length - at);
    next[at] = slot;
    return next;
  }

  private Object[] without(int at) {
    Object[] next = Arrays.copyOf(slots, slots.length - 1);
    System.arraycopy(slots, at + 1, next, at, next.length - at);
    return next;
  }
}
