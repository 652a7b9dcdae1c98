package io.lockstep.state.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.Event;
import io.lockstep.state.testing.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EntityMapTest {
  private static final Event EVENT = Samples.configurationEvent();

  @Test
  void behavesAsAHashMapWhateverIsPutAndRemoved() {
    for (int seed = 0; seed < 60; seed++) {
      compareWithModel(seed, keys(seed));
    }
  }

  @Test
  void madeAtOnceIsAsMadeOneByOne() {
    for (int seed = 0; seed < 60; seed++) {
      List<Entity> entities = new ArrayList<>();
      EntityMap.Builder builder = EntityMap.EMPTY.builder();
      for (String key : new HashSet<>(keys(seed))) {
        Entity entity = entity(key, 1 + entities.size());
        entities.add(entity);
        builder.put(entity);
      }

      EntityMap atOnce = EntityMap.of(entities);

      assertThat(atOnce).isEqualTo(builder.build());
      assertThat(builder.build()).isEqualTo(atOnce);
      EntityMap.Builder less = atOnce.builder();
      for (Entity entity : entities) {
        assertThat(less.get(entity.key())).isSameAs(entity);
        assertThat(less.remove(entity.key())).isSameAs(entity);
        assertThat(less.get(entity.key())).isNull();
      }
      assertThat(less.build()).isEqualTo(EntityMap.EMPTY);
      assertThat(atOnce.size())
          .as("what was made from it does not show")
          .isEqualTo(entities.size());
      assertThat(atOnce).isEqualTo(EntityMap.of(entities));
    }
  }

  @Test
  void orderOfAChangedMapIsThatOfItsEntities() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      TreeMap<String, Entity> model = new TreeMap<>();
      EntityMap.Builder builder = EntityMap.EMPTY.builder();
      for (int number = 0; number < 800; number++) {
        change(builder, model, random, number, true);
      }
      EntityMap map = builder.build();
      for (int round = 0; round < 40; round++) {
        if (random.nextInt(3) > 0) {
          assertThat(map.sorted()).containsExactlyElementsOf(model.values());
        }
        builder = map.builder();
        for (int left = random.nextInt(60); left > 0; left--) {
          change(builder, model, random, 1_000 * round + left, random.nextBoolean());
        }
        map = builder.build();
      }
      assertThat(map.sorted()).containsExactlyElementsOf(model.values());
      assertThatThrownBy(map.sorted()::clear).isInstanceOf(UnsupportedOperationException.class);
    }
  }

  private static void change(
      EntityMap.Builder builder,
      TreeMap<String, Entity> model,
      SplittableRandom random,
      int revision,
      boolean put) {
    String key = "key-" + random.nextInt(2_000);
    if (put) {
      Entity entity = entity(key, revision + 1);
      builder.put(entity);
      model.put(key, entity);
    } else {
      builder.remove(key);
      model.remove(key);
    }
  }

  @Test
  void isNotMadeOfTwoEntitiesWithOneKey() {
    assertThatThrownBy(() -> EntityMap.of(List.of(entity("a", 1), entity("b", 2), entity("a", 3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two events of a");
  }

  private static void compareWithModel(int seed, List<String> keys) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Entity> model = new HashMap<>();
    EntityMap.Builder builder = EntityMap.EMPTY.builder();
    Map<EntityMap, Map<String, Entity>> built = new IdentityHashMap<>();
    for (int step = 0; step < 1_500; step++) {
      String key = keys.get(random.nextInt(keys.size()));
      boolean grow = step % 600 < 400;
      if (random.nextInt(4) < (grow ? 3 : 1)) {
        Entity entity = entity(key, step + 1);
        assertThat(builder.put(entity)).isSameAs(model.put(key, entity));
      } else {
        assertThat(builder.remove(key)).isSameAs(model.remove(key));
      }
      assertThat(builder.get(key)).isSameAs(model.get(key));
      if (random.nextInt(100) == 0) {
        EntityMap map = builder.build();
        built.put(map, new HashMap<>(model));
        if (random.nextBoolean()) {
          builder = map.builder();
        }
      }
    }
    built.put(builder.build(), model);
    // Those that were built early, too: what came later must not show in them.
    built.forEach(EntityMapTest::requireSame);
    built.forEach(
        (map, there) ->
            built.forEach((other, before) -> requireChanged(other, before, map, there)));
  }

  private static void requireChanged(
      EntityMap before, Map<String, Entity> old, EntityMap after, Map<String, Entity> now) {
    Map<String, List<Entity>> told = new HashMap<>();
    after.forEachChanged(
        before,
        (was, is) -> {
          String key = was == null ? is.key() : was.key();
          assertThat(told.put(key, Arrays.asList(was, is))).as("told twice of " + key).isNull();
        });
    Map<String, List<Entity>> wanted = new HashMap<>();
    old.forEach((key, was) -> wanted.put(key, Arrays.asList(was, now.get(key))));
    now.forEach((key, is) -> wanted.put(key, Arrays.asList(old.get(key), is)));
    wanted.values().removeIf(pair -> isSame(pair.get(0), pair.get(1)));
    assertThat(told).isEqualTo(wanted);
  }

  private static boolean isSame(Object one, Object other) {
    return one == other;
  }

  private static void requireSame(EntityMap map, Map<String, Entity> model) {
    List<Entity> all = new ArrayList<>();
    map.forEach(all::add);
    assertThat(map.size()).isEqualTo(model.size());
    assertThat(all).containsExactlyInAnyOrderElementsOf(model.values());
    assertThat(map.sorted()).containsExactlyElementsOf(new TreeMap<>(model).values());
    model.forEach((key, entity) -> assertThat(map.get(key)).containsSame(entity));
    assertThat(map.get("nobody")).isEmpty();
  }

  @Test
  void keysOfOneHashAreKeptApart() {
    List<String> keys = colliding();
    assertThat(keys.stream().map(String::hashCode).distinct()).hasSize(1);
    EntityMap.Builder builder = EntityMap.EMPTY.builder();
    keys.forEach(key -> builder.put(entity(key, 1)));
    EntityMap all = builder.build();
    keys.subList(1, keys.size()).forEach(builder::remove);
    EntityMap one = builder.build();

    assertThat(all.size()).isEqualTo(keys.size());
    keys.forEach(key -> assertThat(all.get(key)).isPresent());
    assertThat(one.sorted()).extracting(Entity::key).containsExactly(keys.get(0));
    assertThat(one.builder().remove(keys.get(1))).isNull();
  }

  @Test
  void twoBuildersOfOneMapDoNotMeet() {
    EntityMap.Builder start = EntityMap.EMPTY.builder();
    for (int i = 0; i < 200; i++) {
      start.put(entity("k" + i, 1));
    }
    EntityMap map = start.build();
    EntityMap.Builder one = map.builder();
    EntityMap.Builder other = map.builder();

    one.put(entity("k7", 2));
    other.remove("k7");
    start.put(entity("k7", 3));

    assertThat(map.get("k7").orElseThrow().revision()).isEqualTo(1);
    assertThat(one.build().get("k7").orElseThrow().revision()).isEqualTo(2);
    assertThat(other.build().get("k7")).isEmpty();
    assertThat(start.build().get("k7").orElseThrow().revision()).isEqualTo(3);
  }

  @Test
  void mapsAreEqualWhateverTheWayToThem() {
    List<String> keys = keys(3);
    EntityMap.Builder one = EntityMap.EMPTY.builder();
    EntityMap.Builder other = EntityMap.EMPTY.builder();
    keys.forEach(key -> one.put(entity(key, 1)));
    for (int i = keys.size() - 1; i >= 0; i--) {
      other.put(entity(keys.get(i), 9));
      other.put(entity("x" + i, 1));
      other.put(entity(keys.get(i), 1));
    }
    for (int i = 0; i < keys.size(); i++) {
      other.remove("x" + i);
    }

    EntityMap first = one.build();
    assertThat(other.build()).isEqualTo(first).hasSameHashCodeAs(first);
    other.put(entity(keys.get(0), 2));
    assertThat(other.build()).isNotEqualTo(first);
    other.remove(keys.get(0));
    assertThat(other.build()).isNotEqualTo(first);
    other.put(entity("instead", 1));
    assertThat(other.build()).isNotEqualTo(first);
    assertThat(first).isNotEqualTo(EntityMap.EMPTY).isNotEqualTo("no map");
  }

  @Test
  void removingAllLeavesAnEmptyMap() {
    EntityMap.Builder builder = EntityMap.EMPTY.builder();
    List<String> keys = keys(4);
    keys.forEach(key -> builder.put(entity(key, 1)));
    keys.forEach(builder::remove);

    assertThat(builder.build()).isEqualTo(EntityMap.EMPTY);
    assertThat(EntityMap.EMPTY.size()).isZero();
  }

  /** Few keys, or many; always some of one hash. */
  private static List<String> keys(int seed) {
    List<String> keys = new ArrayList<>(colliding());
    for (int i = 0; i < (seed % 2 == 0 ? 20 : 1_000); i++) {
      keys.add("configuration/key" + i);
    }
    return keys;
  }

  /** 16 keys: "Aa" and "BB" have the same hash, and so has whatever is made of them. */
  private static List<String> colliding() {
    List<String> keys = List.of("");
    for (int i = 0; i < 4; i++) {
      List<String> longer = new ArrayList<>();
      keys.forEach(key -> longer.addAll(List.of(key + "Aa", key + "BB")));
      keys = longer;
    }
    return keys;
  }

  private static Entity entity(String key, long revision) {
    Event event = Event.newBuilder(EVENT).setRevision(revision).build();
    return Entity.of(key, PayloadType.of(event), event, null, Digest.ZERO);
  }
}
