package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Folders that are the same on all nodes. */
class ContentCommandsTest extends AgainstARecordedNode {
  private static final String ACCEPTED =
      "{\"commandId\":\"c-1\",\"firstRevision\":8,\"revision\":8}";

  private static String folder(boolean inStep, String problem) {
    return "{\"folder\":\"web\",\"path\":\"/srv/web\",\"files\":3,\"bytes\":70,\"toPublish\":1,"
        + "\"toWrite\":0,\"inStep\":"
        + inStep
        + ",\"revision\":7,\"problems\":["
        + problem
        + "]}";
  }

  @Test
  void listsWhatTheClusterHas() {
    node.answer(
        "GET /api/v1/content?folder=web",
        200,
        "{\"revision\":7,\"items\":[{\"folder\":\"web\",\"path\":\"a/l\",\"kind\":\"symlink\","
            + "\"size\":0,\"mode\":\"0777\",\"sha256\":null,\"target\":\"../b\",\"revision\":5}]}");

    Run run = lockstep("content", "list", "web");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("a/l -> ../b", "symlink");
  }

  @Test
  void showsHowTheFoldersOfANodeAre() {
    node.answer(
        "GET /api/v1/content/status",
        200,
        "{\"node\":\"n2\",\"items\":[" + folder(false, "\"uid has the set-uid bit\"") + "]}");

    Run run = lockstep("content", "status");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("web", "no", "uid has the set-uid bit");
  }

  @Test
  void publishesAndSaysByItsExitCodeWhetherAllIsInStep() {
    node.answer("POST /api/v1/content/web/publish", 200, folder(true, ""));

    Run run = lockstep("content", "publish", "web", "--confirm-deletes");

    assertThat(run.exitCode()).isZero();
    assertThat(node.lastRequest().text()).isEqualTo("{\"confirmDeletes\":true}");
    node.answer("POST /api/v1/content/web/publish", 200, folder(false, "\"x\""));
    assertThat(lockstep("content", "publish", "web").exitCode()).isEqualTo(1);
  }

  @Test
  void removesAndRestoresAPath() {
    node.answer("DELETE /api/v1/content/web?path=a%2Fb%20c", 200, ACCEPTED);
    node.answer("POST /api/v1/content/web/restore", 200, ACCEPTED);

    assertThat(lockstep("content", "remove", "web", "a/b c").out())
        .contains("a/b c removed from folder web", "8");
    assertThat(lockstep("content", "restore", "web", "a/b c", "--revision", "5").out())
        .contains("a/b c of folder web restored");
    assertThat(node.lastRequest().text()).contains("\"path\":\"a/b c\"", "\"revision\":5");
  }

  @Test
  void tellsWhatAPathWas() {
    node.answer(
        "GET /api/v1/content/web/history?path=f&limit=100",
        200,
        "{\"folder\":\"web\",\"path\":\"f\",\"next\":null,\"begins\":1,\"items\":["
            + "{\"revision\":9,\"time\":\"T\",\"actor\":\"n1\",\"origin\":\"n1\","
            + "\"operation\":\"removed\",\"kind\":null,\"size\":null,\"mode\":null,"
            + "\"sha256\":null,\"target\":null},"
            + "{\"revision\":5,\"time\":\"T\",\"actor\":\"n1\",\"origin\":\"n1\","
            + "\"operation\":\"published\",\"kind\":\"file\",\"size\":4,\"mode\":\"0640\","
            + "\"sha256\":\"0123456789abcdef\",\"target\":null}]}");

    assertThat(lockstep("content", "history", "web", "f").out())
        .contains("removed", "published", "0640", "0123456789ab");
  }
}
