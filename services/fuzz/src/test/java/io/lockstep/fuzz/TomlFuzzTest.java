package io.lockstep.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.materialize.format.toml.TomlFormat;

/** TOML files. */
class TomlFuzzTest {
  private final EditProperty property = new EditProperty(new TomlFormat(), "#", true);

  @DictionaryEntries({
    "[[a]]",
    "[a.b]",
    "\"\"\"",
    "'''",
    "{a = 1}",
    "\\\\u00e4",
    "1979-05-27T07:32:00Z",
    "0x1F",
    "[a=b]",
    "[0]",
    "\\x0A# c\\x0A"
  })
  @FuzzTest
  void changesWhatItIsToldAndNothingElse(byte[] input) {
    property.check(input);
  }
}
