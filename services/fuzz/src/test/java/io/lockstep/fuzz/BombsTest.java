package io.lockstep.fuzz;

import io.lockstep.materialize.profile.spec.FolderSpec.Validation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is too large for a fuzzer to find, or too well known to wait until it does. */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BombsTest {
  /** An attack, by the name of its target and its place in the list. */
  private record Attack(String target, int number, byte[] input, Consumer<byte[]> check) {
    @Override
    public String toString() {
      return target + " " + number;
    }
  }

  static Stream<Attack> attacks() {
    return Stream.of(
            of(
                "properties",
                Bombs.edits(),
                new PropertiesFuzzTest()::changesWhatItIsToldAndNothingElse),
            of("ini", Bombs.edits(), new IniFuzzTest()::changesWhatItIsToldAndNothingElse),
            of("toml", Bombs.edits(), new TomlFuzzTest()::changesWhatItIsToldAndNothingElse),
            of("xml", Bombs.edits(), new XmlFuzzTest()::changesWhatItIsToldAndNothingElse),
            of("json", Bombs.edits(), new JsonFuzzTest()::changesWhatItIsToldAndNothingElse),
            of("servers", Bombs.texts().map(Bombs::utf8), new ServersFuzzTest()::readsWhatItWrites),
            of("profile", Bombs.profiles(), new ProfileFuzzTest()::readsOrSaysAllThatIsWrong),
            of("well-formed", wellFormed(), BombsTest::wellFormed),
            of("paths", Bombs.paths(), new PathsFuzzTest()::staysInTheFolder),
            of("certificates", Bombs.certificates(), CertificateProperty::check),
            of("records", Bombs.records(), new RecordsFuzzTest()::readsOrRefuses),
            of(
                "tokens",
                Bombs.texts().map(Bombs::utf8),
                new TokensFuzzTest()::believesOnlyWhatWasIssued))
        .flatMap(attacks -> attacks);
  }

  private static Stream<Attack> of(String target, Stream<byte[]> inputs, Consumer<byte[]> check) {
    List<byte[]> all = inputs.toList();
    return IntStream.range(0, all.size())
        .mapToObj(number -> new Attack(target, number, all.get(number), check));
  }

  /** Each kind of file, and each text as that. */
  private static Stream<byte[]> wellFormed() {
    return Bombs.texts()
        .flatMap(
            text ->
                IntStream.range(0, Validation.values().length)
                    .mapToObj(kind -> behind((byte) kind, Bombs.utf8(text))));
  }

  private static void wellFormed(byte[] input) {
    try {
      new WellFormedFuzzTest().saysWhatIsWrongOrNothing(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] behind(byte first, byte[] rest) {
    return ByteBuffer.allocate(1 + rest.length).put(first).put(rest).array();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void isRefusedInTimeAndSpace(Attack attack) {
    attack.check().accept(attack.input());
  }
}
