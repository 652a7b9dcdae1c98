package io.lockstep.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.topic.TopicContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaCompatibilityTest {
  @ParameterizedTest
  @EnumSource
  void theCurrentSchemaReadsEveryCommittedVersionAndIsReadByIt(TopicContract contract) {
    Schema current = contract.schema();

    CommittedSchemas.versions(current.getName())
        .forEach(
            (version, earlier) ->
                assertThat(CommittedSchemas.incompatibility(current, earlier))
                    .as(
                        "%s is not FULL_TRANSITIVE compatible with version %d. Never edit a"
                            + " committed version: records of it are in the topics for ever."
                            + " Change src/main/avro so that it only adds fields with defaults;"
                            + " a new kind of event goes into Extension, since a union, as an"
                            + " enum, cannot grow",
                        current.getName(), version)
                    .isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void theNewestCommittedVersionIsTheCurrentSchema(TopicContract contract) {
    Schema current = contract.schema();
    SortedMap<Integer, Schema> versions = CommittedSchemas.versions(current.getName());
    int newest = versions.isEmpty() ? 0 : versions.lastKey();
    Path proposed = CommittedSchemas.propose(current);

    assertThat(versions.get(newest))
        .as(
            "%s is not committed in its current form. Never edit a committed version: copy %s to"
                + " %s/v%d/%s.avsc and commit that",
            current.getName(), proposed, CommittedSchemas.FOLDER, newest + 1, current.getName())
        .isEqualTo(current);
  }

  @Test
  void anAddedFieldWithADefaultIsCompatible() {
    Schema event = Event.getClassSchema();
    Schema changed =
        withFields(
            event,
            fields -> {
              fields.add(
                  new Schema.Field("more", Schema.create(Schema.Type.STRING), "More.", "none"));
              return fields;
            });

    assertThat(CommittedSchemas.incompatibility(changed, event)).isEmpty();
  }

  @Test
  void anAddedFieldWithoutADefaultIsCaught() {
    Schema event = Event.getClassSchema();
    Schema changed =
        withFields(
            event,
            fields -> {
              fields.add(new Schema.Field("more", Schema.create(Schema.Type.STRING), "More."));
              return fields;
            });

    assertThat(CommittedSchemas.incompatibility(changed, event))
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("cannot read records of it", "more"));
  }

  @Test
  void aRemovedFieldWithoutADefaultIsCaught() {
    Schema event = Event.getClassSchema();
    Schema changed =
        withFields(
            event, fields -> fields.stream().filter(f -> !f.name().equals("actor")).toList());

    assertThat(CommittedSchemas.incompatibility(changed, event))
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("cannot read records of the current", "actor"));
  }

  @Test
  void anAddedBranchOfAUnionIsCaught() {
    Schema event = Event.getClassSchema();
    Schema changed =
        withFields(
            event,
            fields ->
                fields.stream()
                    .map(f -> f.name().equals("payload") ? withBranch(f) : f)
                    .map(f -> new Schema.Field(f, f.schema()))
                    .toList());

    assertThat(CommittedSchemas.incompatibility(changed, event))
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("MISSING_UNION_BRANCH", "/type/23"));
  }

  @Test
  void anAddedSymbolOfAnEnumIsCaught() {
    Schema kind = SchemaBuilder.enumeration("Kind").symbols("A", "B");
    Schema grown = SchemaBuilder.enumeration("Kind").symbols("A", "B", "C");

    assertThat(CommittedSchemas.incompatibility(grown, kind)).isPresent();
  }

  private static Schema.Field withBranch(Schema.Field payload) {
    List<Schema> branches = new ArrayList<>(payload.schema().getTypes());
    branches.add(
        SchemaBuilder.record("ClusterDissolved")
            .namespace("io.lockstep.schema")
            .fields()
            .requiredString("why")
            .endRecord());
    return new Schema.Field(payload.name(), Schema.createUnion(branches), payload.doc());
  }

  private static Schema withFields(Schema schema, UnaryOperator<List<Schema.Field>> change) {
    List<Schema.Field> copies = new ArrayList<>();
    schema.getFields().forEach(field -> copies.add(new Schema.Field(field, field.schema())));
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, change.apply(copies));
  }
}
