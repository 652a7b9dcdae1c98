package io.lockstep.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.materialize.format.properties.PropertiesFormat;

/** Java's properties files. */
class PropertiesFuzzTest {
  private final EditProperty property = new EditProperty(new PropertiesFormat(), "#", true);

  @DictionaryEntries({"\\\\u00e4", "\\\\\\x0A ", "\\x0D\\x0A", " = ", ":", "!", "#"})
  @FuzzTest
  void changesWhatItIsToldAndNothingElse(byte[] input) {
    property.check(input);
  }
}
