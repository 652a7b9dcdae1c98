package io.lockstep.materialize.check;

import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.profile.spec.CheckSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Makes checks of what profiles say. Any thread. */
public final class ProfileChecks {
  private final CheckedFiles files;
  private final Function<String, Optional<FileFormat>> formats;

  /**
   * For the files of a node.
   *
   * @param filesDir the folder of managed files, in which commands run
   * @param formats the formats by name
   */
  public ProfileChecks(Path filesDir, Function<String, Optional<FileFormat>> formats) {
    this.files = new CheckedFiles(filesDir);
    this.formats = formats;
  }

  /** The checks that one line of a profile asks for; one for each host of a list. */
  public List<Check> of(CheckSpec spec) {
    if (spec instanceof CheckSpec.Tcp tcp) {
      return List.of(new HostCheck(tcp.name(), tcp.target(), tcp.timeout()));
    } else if (spec instanceof CheckSpec.Hosts hosts) {
      return hosts.targets().stream()
          .<Check>map(target -> new HostCheck(hosts.name(), target, hosts.timeout()))
          .toList();
    } else if (spec instanceof CheckSpec.File file) {
      return List.of(new FileCheck(file, files));
    } else if (spec instanceof CheckSpec.Command command) {
      return List.of(new CommandCheck(command, files.root()));
    } else if (spec instanceof CheckSpec.DefaultPassword passwords) {
      return List.of(known(passwords));
    }
    return List.of(encrypted((CheckSpec.Encrypted) spec));
  }

  private Check known(CheckSpec.DefaultPassword spec) {
    Set<String> known = Set.copyOf(spec.values());
    return new ValueCheck(
        spec.name(),
        spec.path(),
        spec.format(),
        spec.addresses(),
        known::contains,
        "the password is one that everybody knows",
        "it is none of the default passwords",
        address -> another(spec.parameters().get(address)),
        files,
        formats.apply(spec.format()));
  }

  private static String another(String parameter) {
    return parameter == null
        ? "set another: change the file by hand, or what the profile writes there"
        : "set another: lockstep config set %s --secret --value-file FILE".formatted(parameter);
  }

  private Check encrypted(CheckSpec.Encrypted spec) {
    Predicate<String> isBad;
    try {
      Pattern whole = Pattern.compile(spec.pattern());
      isBad = value -> !whole.matcher(value).matches();
    } catch (PatternSyntaxException e) {
      return new Misspelled(spec.name(), spec.path(), e.getDescription());
    }
    return new ValueCheck(
        spec.name(),
        spec.path(),
        spec.format(),
        spec.addresses(),
        isBad,
        "the secret stands in the clear",
        "the secret is protected",
        address -> "encrypt it with the product's own tool",
        files,
        formats.apply(spec.format()));
  }

  private record Misspelled(String name, String subject, String problem) implements Check {
    @Override
    public void look(Findings findings) {
      findings.fail(
          subject,
          "the pattern of the check is no regular expression: " + problem,
          "correct it in the profile");
    }
  }
}
