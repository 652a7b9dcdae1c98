package io.lockstep.materialize.check;

import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Secrets in a managed file are what they must be. No value of the file is ever told, nor how long
 * it is.
 *
 * @param isBad whether a value must not stand there
 * @param bad what is said of one that must not, without it
 * @param good what is said of one that may
 * @param remedy what to do about one that must not, by its address
 */
record ValueCheck(
    String name,
    String path,
    String format,
    List<String> addresses,
    Predicate<String> isBad,
    String bad,
    String good,
    UnaryOperator<String> remedy,
    CheckedFiles files,
    Optional<FileFormat> reader)
    implements Check {
  @Override
  public String subject() {
    return path;
  }

  @Override
  public void look(Findings findings) {
    if (reader.isEmpty()) {
      findings.skip(path, "this version of Lockstep does not know the format " + format);
      return;
    }
    Map<String, FileValue> values;
    try {
      values = reader.get().read(files.read(path), addresses);
    } catch (MalformedFileException e) {
      findings.fail(
          path,
          "it is not well-formed %s (line %d, column %d)".formatted(format, e.line(), e.column()),
          "mend the file");
      return;
    } catch (IOException e) {
      findings.skip(path, CheckedFiles.reason(e));
      return;
    } catch (RuntimeException e) { // its message may quote what stands in the file
      findings.fail(
          path, "an address in it cannot be looked up", "correct the addresses in the profile");
      return;
    }
    for (String address : addresses) {
      String subject = path + " " + address;
      FileValue value = values.get(address);
      if (value == null) {
        findings.skip(subject, "there is no value");
      } else if (isBad.test(value.text())) {
        findings.fail(subject, bad, remedy.apply(address));
      } else {
        findings.pass(subject, good);
      }
    }
  }

  @Override
  public String toString() {
    return "ValueCheck[" + name + " of " + path + "]"; // without the values that it looks for
  }
}
