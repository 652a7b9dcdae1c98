package io.lockstep.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.materialize.format.xml.XmlFormat;

/** XML files. */
class XmlFuzzTest {
  private final EditProperty property = new EditProperty(new XmlFormat(), "<!--", false);

  @DictionaryEntries({
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE",
    "<!ENTITY",
    "&#x41;",
    "&amp;",
    "xmlns:a=\"b\"",
    "/>",
    "<?xml",
    "encoding=\"UTF-16\"",
    "/@a",
    "[@a=b]"
  })
  @FuzzTest
  void changesWhatItIsToldAndNothingElse(byte[] input) {
    property.check(input);
  }
}
