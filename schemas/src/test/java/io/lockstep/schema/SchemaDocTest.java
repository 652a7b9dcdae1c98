package io.lockstep.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.topic.TopicContract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaDocTest {
  @ParameterizedTest
  @EnumSource
  void everyTypeAndFieldSaysWhatItIs(TopicContract contract) {
    assertThat(withoutDoc(contract.schema()))
        .as("types and fields without a doc comment in schemas/src/main/avro; write one for each")
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeIsOfTheOneNamespace(TopicContract contract) {
    Set<String> names = new HashSet<>();
    walk(contract.schema(), new ArrayList<>(), names);

    assertThat(names)
        .contains(contract.schema().getFullName())
        .allMatch(name -> name.startsWith("io.lockstep.schema."));
  }

  @Test
  void theWalkFindsWhatHasNoDoc() {
    Schema inner = SchemaBuilder.record("Inner").doc("x").fields().requiredInt("bare").endRecord();
    Schema kind = SchemaBuilder.enumeration("Kind").symbols("A");
    Schema outer =
        SchemaBuilder.record("Outer")
            .fields()
            .name("inners")
            .doc("x")
            .type(Schema.createArray(Schema.createUnion(Schema.create(Schema.Type.NULL), inner)))
            .noDefault()
            .name("kinds")
            .doc(" ")
            .type(Schema.createMap(kind))
            .noDefault()
            .endRecord();

    List<String> missing = withoutDoc(outer);

    assertThat(missing).containsExactlyInAnyOrder("Outer", "Inner.bare", "Outer.kinds", "Kind");
  }

  private static List<String> withoutDoc(Schema schema) {
    List<String> missing = new ArrayList<>();
    walk(schema, missing, new HashSet<>());
    return missing;
  }

  private static void walk(Schema schema, List<String> missing, Set<String> seen) {
    switch (schema.getType()) {
      case ARRAY -> walk(schema.getElementType(), missing, seen);
      case MAP -> walk(schema.getValueType(), missing, seen);
      case UNION -> schema.getTypes().forEach(branch -> walk(branch, missing, seen));
      case RECORD, ENUM, FIXED -> {
        if (seen.add(schema.getFullName())) {
          note(schema.getFullName(), schema.getDoc(), missing);
          if (schema.getType() == Schema.Type.RECORD) {
            for (Schema.Field field : schema.getFields()) {
              note(schema.getFullName() + "." + field.name(), field.doc(), missing);
              walk(field.schema(), missing, seen);
            }
          }
        }
      }
      default -> {}
    }
  }

  private static void note(String what, String doc, List<String> missing) {
    if (doc == null || doc.isBlank()) {
      missing.add(what);
    }
  }
}
