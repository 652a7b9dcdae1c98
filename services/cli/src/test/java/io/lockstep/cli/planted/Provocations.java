package io.lockstep.cli.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

/** Errors with secrets in what was asked. An error tells what was wrong: never with the secret. */
final class Provocations {
  private final Answers answers;
  private final Secrets secrets;

  Provocations(Answers answers, Secrets secrets) {
    this.answers = answers;
    this.secrets = secrets;
  }

  /** All of them; each is refused as it must be. */
  void provoke() throws Exception {
    Set<Integer> refused = Set.of(1, 2, 6);
    answers.lockstep(
        refused,
        "cert",
        "import",
        secrets.keyFile(),
        "--alias",
        "other",
        "--password-file",
        secrets.wrongPasswordFile());
    answers.lockstep(
        refused,
        "cert",
        "import",
        secrets.brokenKeyFile(),
        "--alias",
        "other",
        "--password-file",
        secrets.passwordFile());
    for (String known : List.of("Cluster.connectionTimeout", "Cluster.enable.SSL")) {
      answers.lockstep(
          refused, "config", "set", known, "--secret", "--value-file", secrets.file("bad value"));
    }
    answers.lockstep(
        refused,
        "config",
        "set",
        "mail.password",
        secrets.parameter("twice given"),
        "--secret",
        "--value-file",
        secrets.file("mail.password"));
    answers.lockstep(
        Set.of(3),
        "config",
        "set",
        "mail.password",
        "--secret",
        "--value-file",
        secrets.file("conflict"),
        "--expect-revision",
        "1");
    provokeByHttp();
  }

  private void provokeByHttp() throws Exception {
    String one = secrets.parameter("mail.password");
    String value = "{\"value\": \"" + secrets.parameter("another") + "\", \"secret\": true}";
    String path = "configuration/mail.password?scope=shared";
    assertThat(answers.http("PUT", path, value, "If-Match", "\"1\"")).isEqualTo(412);
    assertThat(answers.http("PUT", path, value, "If-None-Match", "*")).isEqualTo(412);
    for (String malformed :
        List.of(
            "{\"value\": \"" + one,
            "{\"value\": {\"x\": \"" + one + "\"}, \"secret\": true}",
            "{\"value\": \"x\", \"secret\": \"" + one + "\"}",
            "[\"" + one + "\"]",
            one,
            "{\"value\": \"" + one + "\\uD800\", \"secret\": true}")) {
      assertThat(answers.http("PUT", path, malformed)).as("malformed body").isBetween(400, 499);
      assertThat(answers.http("POST", "changes", malformed)).isBetween(400, 499);
      assertThat(answers.http("POST", "certificates/import", malformed)).isBetween(400, 499);
      assertThat(answers.http("POST", "tokens", malformed)).isBetween(400, 499);
      assertThat(answers.http("PUT", "licences/n1/other", malformed)).isBetween(200, 499);
    }
    String licence = "{\"content\": \"" + secrets.licence() + "\", \"expires\": \"never\"}";
    assertThat(answers.http("PUT", "licences/n1/product", licence)).isBetween(400, 499);
    for (String wrong : secrets.wrongTokens()) {
      assertThat(answers.httpAs("Bearer " + wrong, "GET", "nodes", null)).isEqualTo(401);
      assertThat(answers.httpAs("Basic " + wrong, "PUT", path, value)).isEqualTo(401);
    }
    String viewer = "Bearer " + secrets.token("viewer");
    assertThat(answers.httpAs(viewer, "PUT", path, value)).isEqualTo(403);
  }
}
