package io.lockstep.cli.profile;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.file.InputFile;
import io.lockstep.cli.output.Sentences;
import io.lockstep.materialize.profile.definition.ProfileProblem;
import io.lockstep.materialize.profile.yaml.ProfileReader;
import io.lockstep.materialize.profile.yaml.ReadProfile;
import java.util.List;

/**
 * A profile in a file, read.
 *
 * @param name of the file, as the user wrote it
 * @param text its YAML
 * @param read what it says
 */
record ProfileFile(String name, String text, ReadProfile read) {

  static ProfileFile of(String file) {
    InputFile input = InputFile.read(file);
    String text = input.text();
    return new ProfileFile(input.name(), text, new ProfileReader().read(text));
  }

  /** Each problem in a line, as compilers write them. */
  List<String> lines() {
    return read.problems().stream().map(this::line).toList();
  }

  private String line(ProfileProblem problem) {
    return "%s:%d: %s; %s".formatted(name, problem.line(), problem.what(), problem.remedy());
  }

  Failure failure() {
    return new Failure(
        ExitCodes.REFUSED,
        "profile-problems",
        "%s has %s; mend what the lines name"
            .formatted(name, Sentences.count(read.problems().size(), "problem")));
  }

  /** With each problem, for a command that has not printed them. */
  Failure failureWithProblems() {
    Failure failure = failure();
    for (ProfileProblem problem : read.problems()) {
      String line = "line " + problem.line();
      String key = line;
      for (int more = 2; failure.details().containsKey(key); more++) {
        key = line + " (" + more + ")";
      }
      failure.with(key, problem.what() + "; " + problem.remedy());
    }
    return failure;
  }
}
