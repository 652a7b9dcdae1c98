package io.lockstep.trust;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

/** Walks every field of a record, however deep, and alters each in turn. */
public final class RecordFields {
  private RecordFields() {}

  /**
   * Alters one field after the other, hands the record over and puts the field back.
   *
   * @param untouched names of fields of the record itself to leave alone
   * @return the paths of the fields it altered
   */
  public static List<String> alterEach(
      IndexedRecord record, List<String> untouched, Consumer<String> check) {
    List<String> paths = new ArrayList<>();
    walk("", record, untouched, check, paths);
    return paths;
  }

  private static void walk(
      String path,
      IndexedRecord record,
      List<String> untouched,
      Consumer<String> check,
      List<String> paths) {
    for (Schema.Field field : record.getSchema().getFields()) {
      if (untouched.contains(field.name())) {
        continue;
      }
      String name = path + field.name();
      Object before = record.get(field.pos());
      if (before instanceof IndexedRecord inner) {
        walk(name + ".", inner, List.of(), check, paths);
      } else if (before instanceof List<?> list
          && !list.isEmpty()
          && list.get(0) instanceof IndexedRecord inner) {
        walk(name + "[0].", inner, List.of(), check, paths);
      }
      for (Object altered : others(field.schema(), before)) {
        record.put(field.pos(), altered);
        paths.add(name);
        check.accept(name + "=" + altered);
      }
      record.put(field.pos(), before);
    }
  }

  private static List<Object> others(Schema schema, Object before) {
    List<Object> others = new ArrayList<>();
    if (schema.isUnion()) {
      if (schema.getTypes().contains(Schema.create(Schema.Type.NULL)) && before != null) {
        others.add(null);
      }
      for (Schema branch : schema.getTypes()) {
        if (before == null && branch.getType() == Schema.Type.BYTES) {
          others.add(ByteBuffer.wrap(new byte[] {7}));
        } else if (before == null && branch.getType() == Schema.Type.STRING) {
          others.add("");
        } else if (before == null && branch.getType() == Schema.Type.LONG) {
          others.add(schema.getTypes().size() > 1 && branch.getLogicalType() != null ? null : 0L);
        }
      }
    }
    if (before instanceof String text) {
      others.add(text + "x");
      others.add(text.isEmpty() ? "y" : text.substring(1));
    } else if (before instanceof Integer number) {
      others.add(number + 1);
    } else if (before instanceof Long number) {
      others.add(number + 1);
    } else if (before instanceof Boolean flag) {
      others.add(!flag);
    } else if (before instanceof java.time.Instant time) {
      others.add(time.plusMillis(1));
    } else if (before instanceof ByteBuffer bytes && bytes.hasRemaining()) {
      ByteBuffer flipped = ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
      flipped.put(0, (byte) (flipped.get(0) ^ 1));
      others.add(flipped);
      others.add(bytes.duplicate().limit(bytes.limit() - 1));
    } else if (before instanceof GenericEnumSymbol<?> || before instanceof Enum<?>) {
      Schema type = SpecificData.get().getSchema(before.getClass());
      String other = type.getEnumSymbols().get((((Enum<?>) before).ordinal() + 1) % 2);
      others.add(SpecificData.get().createEnum(other, type));
    } else if (before instanceof Map<?, ?> map) {
      Map<Object, Object> more = new HashMap<>(map);
      more.put("more", "entries");
      others.add(more);
    } else if (before instanceof List<?> list) {
      List<Object> twice = new ArrayList<>(list);
      twice.addAll(list);
      if (!list.isEmpty()) {
        others.add(twice);
        others.add(list.subList(1, list.size()));
      }
    }
    others.removeIf(other -> other == null && before == null);
    return others;
  }
}
