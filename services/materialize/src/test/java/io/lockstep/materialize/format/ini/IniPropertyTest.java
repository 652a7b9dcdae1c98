package io.lockstep.materialize.format.ini;

import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.FormatProperties;
import io.lockstep.materialize.format.OddFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class IniPropertyTest extends FormatProperties {
  @Override
  protected FileFormat format() {
    return new IniFormat();
  }

  @Override
  protected OddFile make(long seed) {
    return new OddIni(seed).make();
  }

  @Override
  protected FileValue value(Random random) {
    String[] texts = {"new", "  x ", "=x", "a ; b", "; b", "#a", "\"", "it's", ""};
    return new FileValue.Text(texts[random.nextInt(texts.length)]);
  }

  @Override
  protected String missing(OddFile file, Random random) {
    List<String> sections = new ArrayList<>(List.of("", "/", "new/", "\"n/w\"/"));
    for (String address : file.spots().keySet()) {
      sections.add(address.substring(0, address.lastIndexOf('/') + 1));
    }
    return sections.get(random.nextInt(sections.size())) + "new key";
  }

  @Override
  protected boolean canonical(OddFile file, OddFile.Spot spot, FileValue other) {
    return file.text().substring(spot.start(), spot.stop()).matches("[a-z]+")
        && other.text().matches("[a-z]+"); // what needs quotes leaves them behind
  }

  @Override
  protected String[] pieces() {
    return new String[] {
      "[",
      "]",
      "[a]\n",
      "a",
      "b",
      "=",
      ":",
      " ",
      "\t",
      ";",
      "#",
      "\"",
      "'",
      "\n",
      "\r\n",
      "\r",
      "a = b\n",
      " ; c",
      "odd_key",
      "odd_key=0\n",
      "\uFEFF",
      "\u0000",
      "\u00E9",
      "/",
      "\\"
    };
  }
}
