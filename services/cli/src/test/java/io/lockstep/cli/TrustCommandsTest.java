package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.secret.SecretRing;
import io.lockstep.trust.token.Role;
import io.lockstep.trust.token.Session;
import io.lockstep.trust.token.SessionTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens, the cluster secret, secret values and licences. */
class TrustCommandsTest extends AgainstARecordedNode {
  private static final String ACCEPTED =
      "{\"commandId\":\"c-1\",\"firstRevision\":8,\"revision\":8}";
  private static final String ISSUED =
      "{\"id\":\"ab12\",\"value\":\"the-value\",\"expires\":\"2026-11-21T01:00:00Z\"}";

  @Test
  void writesTheValueOfAJoinTokenOnceAndAlone() {
    node.answer("POST /api/v1/tokens", 200, ISSUED);

    Run run = lockstep("token", "create", "--for-node", "n4", "--life", "2h");

    assertThat(run)
        .isEqualTo(
            new Run(
                0,
                "the-value\n",
                "join token ab12, good until 2026-11-21T01:00:00Z, is shown this once\n"));
    assertThat(node.lastRequest().text())
        .isEqualTo("{\"kind\":\"join\",\"node\":\"n4\",\"lifeSeconds\":7200}");
    assertThat(node.lastRequest().header("Idempotency-Key")).isNull();
  }

  @Test
  void writesTheValueOfATokenToAFileThatIsItsOwnersAlone() throws IOException {
    node.answer("POST /api/v1/tokens", 200, ISSUED);
    Path file = folder.resolve("ann.token");

    Run run =
        lockstep(
            "token",
            "create",
            "--session",
            "--role",
            "operator",
            "--subject",
            "ann",
            "--out",
            file.toString(),
            "--output",
            "json");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("\"id\" : \"ab12\"", file.toString()).doesNotContain("value");
    assertThat(file).hasContent("the-value\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(node.lastRequest().text())
        .isEqualTo(
            "{\"kind\":\"session\",\"subject\":\"ann\",\"role\":\"operator\","
                + "\"lifeSeconds\":28800}");
  }

  @Test
  void makesNoTokenForAFileThatIsThere() throws IOException {
    Path file = Files.writeString(folder.resolve("ann.token"), "old");

    Run run = lockstep("token", "create", "--out", file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("exists already", "[unwritable-file]");
    assertThat(node.requests()).isEmpty();
  }

  @Test
  void makesASessionTokenWithTheSecretWhileNoNodeAnswers() {
    node.close();
    Path file = folder.resolve("taeh");
    ClusterSecret secret = ClusterSecret.generate(3, new SecureRandom());
    new SecretFile(file).create(secret);

    Run run =
        lockstep(
            "token",
            "create",
            "--session",
            "--role",
            "admin",
            "--subject",
            "ann",
            "--secret-file",
            file.toString(),
            "--secret-version",
            "3",
            "--name",
            "c1");

    Session session =
        new SessionTokens("c1", SecretRing.of(secret), Clock.systemUTC(), new SecureRandom())
            .verify(run.out().strip(), id -> false);
    assertThat(session.role()).isEqualTo(Role.ADMIN);
    assertThat(session.subject()).isEqualTo("ann");
    assertThat(run.err()).contains(session.id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token create --session|--role and --subject",
        "token create --role admin|add --session",
        "token create --session --role king --subject a|want admin, operator or viewer",
        "token create --session --role admin --subject a --life 2d|24h at most",
        "token create --life 8d|168h at most",
        "token create --life 1x|'1x' is no time",
        "token create --session --role admin --subject a --for-node n1|for join tokens",
        "token create --session --role admin --subject a --secret-file f|--name",
        "config set a|VALUE",
        "config set a b --value-file c|twice",
        "secret rotate --timeout soon|'soon' is no time"
      })
  void refusesWhatDoesNotFit(String line, String text) {
    Run run = Run.lockstep(line.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(text, "[usage]");
  }

  @Test
  void listsAndRevokesTokens() {
    node.answer(
            "GET /api/v1/tokens",
            200,
            "{\"revision\":7,\"items\":[{\"id\":\"ab\",\"kind\":\"join\",\"state\":\"used\","
                + "\"subject\":\"n2\",\"expires\":\"e\",\"revision\":3,\"actor\":\"ann\","
                + "\"time\":\"t\"}]}")
        .answer("DELETE /api/v1/tokens/ab", 200, ACCEPTED);

    assertThat(lockstep("token", "list").out())
        .isEqualTo("ID  KIND  STATE  FOR  EXPIRES  ACTOR\nab  join  used   n2   e        ann\n");
    assertThat(lockstep("token", "revoke", "ab").out())
        .isEqualTo("token ab revoked at revision 8\n");
  }

  @Test
  void showsWhichNodeHasWhichVersionOfTheSecret() {
    node.answer("GET /api/v1/secret", 200, secret("retiring"));

    assertThat(lockstep("secret", "show").out())
        .isEqualTo(
            """
            VERSION  STATE     FINGERPRINT  NODES  REVISION  TIME
            1        retiring  aa           n3     5         t1
            2        current   bb           n1,n2  5         t2
            """);
  }

  @Test
  void rotatesTheSecret() {
    node.answer("GET /api/v1/secret", 200, secret("retired"))
        .answer("POST /api/v1/secret/rotate", 200, ACCEPTED);

    assertThat(lockstep("secret", "rotate").out())
        .isEqualTo("the next version of the cluster secret was brought at revision 8\n");
  }

  @Test
  void waitsForTheEndOfARotationOnlyAsLongAsItIsTold() {
    node.answer("GET /api/v1/secret", 200, secret("retiring"))
        .answer("POST /api/v1/secret/rotate", 200, ACCEPTED);

    Run run = lockstep("secret", "rotate", "--wait", "--timeout", "1s");

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err()).contains("still in use after 1 s", "[not-settled]");
  }

  private static String secret(String first) {
    return "{\"revision\":7,\"versions\":[{\"version\":1,\"fingerprint\":\"aa\",\"state\":\""
        + first
        + "\",\"revision\":5,\"time\":\"t1\"},{\"version\":2,\"fingerprint\":\"bb\","
        + "\"state\":\"current\",\"revision\":5,\"time\":\"t2\"}],\"nodes\":["
        + "{\"node\":\"n1\",\"version\":2,\"fingerprint\":\"bb\"},"
        + "{\"node\":\"n2\",\"version\":2,\"fingerprint\":\"bb\"},"
        + "{\"node\":\"n3\",\"version\":1,\"fingerprint\":\"aa\"}]}";
  }

  @Test
  void setsASecretThatStandsInNoCommandLine() throws IOException {
    node.answer("PUT /api/v1/configuration/p?scope=shared", 200, ACCEPTED);
    Path file = Files.writeString(folder.resolve("value"), "top secret\n");

    Run run = lockstep("config", "set", "p", "--secret", "--value-file", file.toString());

    assertThat(run).isEqualTo(new Run(0, "p set in shared at revision 8\n", ""));
    assertThat(node.lastRequest().text()).isEqualTo("{\"value\":\"top secret\",\"secret\":true}");
  }

  @Test
  void warnsOfASecretThatStandsInTheCommandLine() {
    node.answer("PUT /api/v1/configuration/p?scope=shared", 200, ACCEPTED);

    Run run = lockstep("config", "set", "p", "hunter4", "--secret");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("p set in shared at revision 8\n");
    assertThat(run.err())
        .contains("list of processes", "shell's history", "--value-file FILE")
        .doesNotContain("hunter4");
    assertThat(node.lastRequest().text()).isEqualTo("{\"value\":\"hunter4\",\"secret\":true}");
  }

  @Test
  void showsThatAValueIsSecretAndNothingMore() {
    String items =
        "{\"revision\":7,\"items\":[{\"key\":\"a\",\"scope\":\"shared\",\"value\":\"1\","
            + "\"secret\":false,\"revision\":5,\"actor\":\"ann\",\"time\":\"t\"},"
            + "{\"key\":\"p\",\"scope\":\"shared\",\"value\":null,\"secret\":true,"
            + "\"revision\":6,\"actor\":\"ann\",\"time\":\"t\"}]}";
    node.answer("GET /api/v1/configuration", 200, items)
        .answer("GET /api/v1/configuration?scope=shared", 200, items);

    assertThat(lockstep("config", "list").out())
        .isEqualTo(
            """
            KEY  SCOPE   VALUE     REVISION  ACTOR  TIME
            a    shared  1         5         ann    t
            p    shared  (secret)  6         ann    t
            """);
    assertThat(lockstep("config", "list", "--output", "json").out())
        .contains("\"value\" : null,\n    \"secret\" : true");
    assertThat(lockstep("config", "export").out()).isEqualTo("a=1\n# p=(secret)\n");
  }

  @Test
  void marksAnOperationOfASetAsSecret() throws IOException {
    node.answer("POST /api/v1/changes", 200, ACCEPTED);
    Path file =
        Files.writeString(
            folder.resolve("set.json"),
            "{\"operations\":[{\"op\":\"set\",\"key\":\"p\",\"value\":\"v\",\"secret\":true}]}");

    Run run = lockstep("apply", file.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(node.lastRequest().text())
        .isEqualTo(
            "{\"operations\":[{\"op\":\"set\",\"key\":\"p\",\"scope\":\"shared\","
                + "\"value\":\"v\",\"secret\":true}]}");
  }

  @Test
  void installsListsAndRemovesLicences() throws IOException {
    node.answer("PUT /api/v1/licences/n1/st", 200, ACCEPTED)
        .answer("DELETE /api/v1/licences/n1/st", 200, ACCEPTED)
        .answer(
            "GET /api/v1/licences",
            200,
            "{\"revision\":8,\"items\":[{\"node\":\"n1\",\"product\":\"st\",\"cap\":3,"
                + "\"content\":true,\"revision\":8}]}");
    Path file = Files.writeString(folder.resolve("licence"), "KEY\n");

    Run installed =
        lockstep("licence", "install", "n1", "st", "--cap", "3", "--file", file.toString());

    assertThat(installed.out()).isEqualTo("licence of st for node n1 installed at revision 8\n");
    assertThat(node.lastRequest().text()).isEqualTo("{\"cap\":3,\"content\":\"KEY\"}");
    assertThat(lockstep("licence", "list").out()).contains("(secret)").doesNotContain("KEY");
    assertThat(lockstep("licence", "remove", "n1", "st").exitCode()).isZero();
  }
}
