package io.lockstep.state.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Command;
import io.lockstep.schema.Operation;
import io.lockstep.schema.Outcome;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActionsTest {
  /** What the schema has room for and no version can do yet. */
  private static final Set<String> NOT_YET = Set.of("Extension");

  static Stream<Schema> branches() {
    return Operation.getClassSchema().getField("action").schema().getTypes().stream();
  }

  @ParameterizedTest
  @MethodSource("branches")
  void everyActionIsDecidedOrRefusedAsNotSupported(Schema branch) {
    Cluster cluster = Cluster.ofThree();
    for (Object generic : new RandomData(branch, 25, 3L)) {
      Object action = Samples.read(branch, generic, SpecificData.getForClass(Command.class));

      Decision decision = cluster.submit("n1", action);

      Outcome outcome = decision.outcomes().get(0);
      String code = outcome.getRefusal() == null ? "" : outcome.getRefusal().getCode();
      if (NOT_YET.contains(branch.getName())) {
        assertThat(code).isEqualTo(Codes.NOT_SUPPORTED);
        assertThat(outcome.getRefusal().getMessage())
            .contains('"' + branch.getName() + '"', "run one that can");
      } else {
        assertThat(code).isNotEqualTo(Codes.NOT_SUPPORTED);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("branches")
  void everyActionThatIsDecidedIsAboutAnEntityButTheBarrier(Schema branch) {
    Object generic = new RandomData(branch, 1, 3L).iterator().next();
    Object action = Samples.read(branch, generic, SpecificData.getForClass(Command.class));

    boolean without = NOT_YET.contains(branch.getName()) || branch.getName().equals("Barrier");

    assertThat(Actions.entity(action).isEmpty()).isEqualTo(without);
  }
}
