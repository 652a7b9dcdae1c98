package io.lockstep.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.materialize.profile.spec.FolderSpec.Validation;
import io.lockstep.materialize.validate.Problem;
import io.lockstep.materialize.validate.WellFormed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/** Files of managed content that are looked at before the product sees them. */
class WellFormedFuzzTest {
  private static final Validation[] KINDS = Validation.values();

  /** The first byte says as what the rest is looked at. */
  @DictionaryEntries({
    "<!DOCTYPE",
    "<!ENTITY",
    "<![CDATA[",
    "&a;",
    "&#x41;",
    "- &a [*a]",
    "<<: *a",
    "--- !!map",
    "? ",
    "[[a]]",
    "\"\"\"",
    "{\"a\":[",
    "1e999",
    "%YAML 1.2"
  })
  @FuzzTest
  void saysWhatIsWrongOrNothing(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    Validation kind = KINDS[Math.floorMod(input[0], KINDS.length)];

    Optional<Problem> problem =
        WellFormed.check(kind, new ByteArrayInputStream(input, 1, input.length - 1));

    problem.ifPresent(
        found -> {
          assertThat(found.text()).isNotBlank().hasSizeLessThan(2_000);
          assertThat(found.line()).isNotNegative();
          assertThat(found.column()).isNotNegative();
        });
  }
}
