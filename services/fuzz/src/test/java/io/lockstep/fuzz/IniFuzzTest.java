package io.lockstep.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.materialize.format.ini.IniFormat;

/** INI files. */
class IniFuzzTest {
  private final EditProperty property = new EditProperty(new IniFormat(), "#", true);

  @DictionaryEntries({"[a]", "\\x0A[", "]\\x0A", ";", "#", " = ", "\\x0D\\x0A"})
  @FuzzTest
  void changesWhatItIsToldAndNothingElse(byte[] input) {
    property.check(input);
  }
}
