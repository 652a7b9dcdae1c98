package io.lockstep.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.state.decide.Codes;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RefusalStatusTest {
  private static final Map<String, Integer> WANTED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("bad-signature", 403),
              Map.entry("certificate-exists", 409),
              Map.entry("certificate-in-use", 409),
              Map.entry("clock-skew", 409),
              Map.entry("licence-cap", 409),
              Map.entry("product-version", 409),
              Map.entry("profile-in-use", 409),
              Map.entry("secret-in-use", 409),
              Map.entry("secret-mismatch", 409),
              Map.entry("secret-not-proven", 409),
              Map.entry("secret-value", 409),
              Map.entry("software-version", 409),
              Map.entry("token-expired", 409),
              Map.entry("token-missing", 409),
              Map.entry("token-revoked", 409),
              Map.entry("token-unknown", 409),
              Map.entry("token-used", 409),
              Map.entry("token-wrong-kind", 409),
              Map.entry("token-wrong-node", 409),
              Map.entry("invalid-certificate", 422),
              Map.entry("invalid-licence", 422),
              Map.entry("invalid-secret", 422),
              Map.entry("invalid-token", 422),
              Map.entry("wrong-cluster", 403),
              Map.entry("unknown-node", 403),
              Map.entry("node-removed", 403),
              Map.entry("not-found", 404),
              Map.entry("duplicate-node", 409),
              Map.entry("node-is-primary", 409),
              Map.entry("not-entitled", 409),
              Map.entry("node-lags", 409),
              Map.entry("node-not-alive", 409),
              Map.entry("no-successor", 409),
              Map.entry("format-not-supported", 409),
              Map.entry("not-supported", 409),
              Map.entry("conflict", 412),
              Map.entry("duplicate-host", 422),
              Map.entry("invalid-key", 422),
              Map.entry("invalid-value", 422),
              Map.entry("value-too-large", 422),
              Map.entry("not-utf-8", 422),
              Map.entry("unknown-scope", 422),
              Map.entry("scope-not-allowed", 422),
              Map.entry("invalid-node", 422),
              Map.entry("invalid-order", 422),
              Map.entry("invalid-path", 422),
              Map.entry("invalid-request", 422),
              Map.entry("invalid-format", 422)));

  @Test
  void everyCodeHasTheStatusThatWasChosenForIt() {
    Map<String, Integer> actual = new TreeMap<>();
    Arrays.stream(Codes.class.getFields())
        .map(RefusalStatusTest::value)
        .forEach(code -> actual.put(code, RefusalStatus.of(code).getCode()));

    assertThat(actual).isEqualTo(WANTED);
  }

  private static String value(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aCodeOfANewerPrimaryIsARefusal() {
    assertThat(RefusalStatus.of("something-new").getCode()).isEqualTo(409);
  }
}
