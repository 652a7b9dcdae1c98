package io.lockstep.trust.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.trust.Samples;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSecretTest {
  private final ClusterSecret secret = Samples.secret(1, 1);

  @Test
  void hasOneFingerprintInEveryVersion() {
    ClusterSecret same = ClusterSecret.of(2, secret.copy());

    assertThat(same.fingerprint()).isEqualTo(secret.fingerprint()).matches("[0-9a-f]{32}");
  }

  @Test
  void hasAnotherFingerprintAfterAnyFlippedBit() {
    for (int bit = 0; bit < 1024 * 8; bit += 97) {
      byte[] bytes = secret.copy();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(ClusterSecret.of(1, bytes).fingerprint()).isNotEqualTo(secret.fingerprint());
    }
  }

  @Test
  void hasAKeyOfItsOwnForEachPurposeClusterVersionAndSecret() {
    List<DerivedKeys> all =
        List.of(
            secret.keys("c1"),
            secret.keys("c2"),
            ClusterSecret.of(2, secret.copy()).keys("c1"),
            Samples.secret(1, 2).keys("c1"));

    List<String> keys = new ArrayList<>();
    for (DerivedKeys each : all) {
      for (DerivedKey key :
          List.of(each.eventMac(), each.envelope(), each.session(), each.join())) {
        keys.add(HexFormat.of().formatHex(key.getEncoded()));
      }
    }

    assertThat(keys).hasSize(16).doesNotHaveDuplicates().allMatch(key -> key.length() == 64);
  }

  @Test
  void derivesTheSameKeysAgain() {
    DerivedKeys again = ClusterSecret.of(1, secret.copy()).keys("c1");

    assertThat(again.eventMac()).isEqualTo(secret.keys("c1").eventMac());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1023, 1025, 2048})
  void refusesAnotherLength(int length) {
    assertThatThrownBy(() -> ClusterSecret.of(1, new byte[length]))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining(length + " bytes, wanted 1024")
        .extracting("code")
        .isEqualTo("secret-length");
  }

  @Test
  void refusesWhatIsNotRandom() {
    assertThatThrownBy(() -> ClusterSecret.of(1, new byte[1024]))
        .extracting("code")
        .isEqualTo("secret-not-random");
  }

  @Test
  void tellsBothFingerprintsOfAMismatch() {
    String other = Samples.secret(1, 2).fingerprint();

    assertThatThrownBy(() -> secret.requireFingerprint(other, "the founding of cluster c1"))
        .hasMessageContaining(secret.fingerprint())
        .hasMessageContaining(other)
        .extracting("code")
        .isEqualTo("secret-mismatch");
  }

  @Test
  void isZeroOnceItIsClosed() throws ReflectiveOperationException {
    DerivedKey key = secret.keys("c1").eventMac();
    var field = ClusterSecret.class.getDeclaredField("bytes");
    field.setAccessible(true);

    secret.close();

    assertThat((byte[]) field.get(secret)).containsOnly(0);
    assertThatThrownBy(secret::copy).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> secret.keys("c1")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(key::getEncoded).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void saysNothingOfItselfInText() {
    String hex = HexFormat.of().formatHex(secret.copy());
    Set<String> texts =
        Set.of(secret.toString(), secret.keys("c1").join().toString(), SecretRing.of(secret) + "");

    assertThat(texts.stream().flatMap(text -> parts(text).stream()).filter(hex::contains))
        .isEmpty();
  }

  private static Set<String> parts(String text) {
    return java.util.stream.IntStream.rangeClosed(0, text.length() - 8)
        .mapToObj(i -> text.substring(i, i + 8))
        .collect(Collectors.toSet());
  }
}
