package io.lockstep.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.materialize.format.json.JsonFormat;

/** JSON files. */
class JsonFuzzTest {
  private final EditProperty property = new EditProperty(new JsonFormat(), null, true);

  @DictionaryEntries({
    "\\\\u00e4",
    "{\"a\":",
    "[1,2]",
    "null",
    "true",
    "1e999",
    "[0]",
    "[a=b]",
    "\\x0A  "
  })
  @FuzzTest
  void changesWhatItIsToldAndNothingElse(byte[] input) {
    property.check(input);
  }
}
