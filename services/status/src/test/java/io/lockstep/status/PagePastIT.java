package io.lockstep.status;

import static io.lockstep.status.PageWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** The past on the page, told by a node over TLS that a published authority vouches for. */
class PagePastIT {
  @RegisterExtension static final PageWorld PAGE = new PageWorld();
  private static final String NEWEST = "#changes > li:first-child";

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void noTokenYet() {
    PAGE.browser().script("sessionStorage.clear()");
    PAGE.browser().go(PAGE.server().uri().toString());
    PAGE.until("#freshness", "Live");
    PAGE.node().asked();
  }

  private static void giveToken(String token) {
    await()
        .atMost(SOON)
        .until(
            () ->
                PAGE.browser()
                    .script("return document.activeElement.id")
                    .equals("node-token-text"));
    PAGE.browser().type(token + Keys.ENTER);
  }

  private static void click(String selector) {
    PAGE.browser().script("document.querySelector(\"" + selector + "\").click()");
  }

  @Test
  void goesBackAfterItShowedWhatThatChanges() {
    PAGE.node().onRevert(() -> PAGE.cluster().set("ops", "mode", "slow"));
    long revision = PAGE.cluster().set("ann", "mode", "fast");
    PAGE.until(NEWEST, "parameter mode set to \"fast\"");

    click(NEWEST + " .actions button");
    giveToken(FakeNode.TOKEN);
    PAGE.until("#revert-state", "Would change 1 entity, says node n1. Nothing is changed yet.");

    assertThat(PAGE.text("#revert-title")).contains("Undo: parameter mode set");
    assertThat(PAGE.text("#revert-changes"))
        .contains("configuration mode", "changed", "value was fast now <b>slow</b>");
    assertThat(PAGE.text("#revert-not"))
        .contains("configuration mode was changed again at revision 76 by bob")
        .contains("node n2 stays as it is: it runs");
    assertThat(PAGE.node().asked())
        .containsExactly("POST /api/v1/state/revert?dry-run=true {\"change\":" + revision + "}");
    assertThat(PAGE.text(NEWEST + " .sentence")).isEqualTo("parameter mode set to \"fast\"");

    PAGE.browser().press(Keys.ENTER); // on the button that has the focus
    PAGE.until("#revert-state", "Done: at revision " + (revision + 1) + ", by node n1");
    PAGE.until(NEWEST + " .difference", "value was fast now slow");
    assertThat(PAGE.node().asked())
        .containsExactly(
            "POST /api/v1/state/revert?dry-run=false {\"change\":"
                + revision
                + ",\"force\":true,\"expectHead\":77}");
  }

  @Test
  void showsStateDifferenceAndHistory() {
    PAGE.browser().script("document.getElementById('past-at').value = 4");
    click("#past-state-form button");
    giveToken(FakeNode.TOKEN);
    PAGE.until("#past-items", "configuration mode since revision 3");
    assertThat(PAGE.text("#past-title-shown")).isEqualTo("The state at revision 4");
    assertThat(PAGE.text("#past-back")).isEqualTo("Go back to revision 4");

    PAGE.browser()
        .script(
            "document.getElementById('past-from').value = 1;"
                + "document.getElementById('past-to').value = 4");
    click("#past-difference-form button");
    PAGE.until("#past-items", "value was fast now <b>slow</b>");

    PAGE.browser().script("document.getElementById('past-key').value = 'a b'");
    click("#past-history-form button");
    PAGE.until("#past-items", "revision 4: set by ann on n1");
    assertThat(PAGE.node().asked())
        .containsExactly(
            "GET /api/v1/state?at=4",
            "GET /api/v1/state/diff?from=1&to=4",
            "GET /api/v1/configuration/a%20b/history?scope=shared");
  }

  @Test
  void asksAgainForATokenThatTheNodeDoesNotTakeAndForgetsItWhenTold() {
    PAGE.browser().script("document.getElementById('past-at').value = 4");
    click("#past-state-form button");
    giveToken("wrong-token-of-a-test");
    PAGE.until("#node-token-why", "this is no session token");
    giveToken("Bearer " + FakeNode.TOKEN);
    PAGE.until("#past-items", "configuration mode");

    click("#node-token-forget");

    assertThat(PAGE.browser().script("return JSON.stringify(sessionStorage)")).isEqualTo("{}");
    assertThat(PAGE.browser().script("return JSON.stringify(localStorage)")).isEqualTo("{}");
    assertThat(PAGE.browser().console()).allMatch(line -> line.contains("status of 401"));
  }

  @Test
  void handsOnNothingElse() throws Exception {
    HttpResponse<String> withoutToken = send(request("/api/v1/past/state?at=4"));
    HttpResponse<String> wrong =
        send(
            withToken("/api/v1/past/revert?dry-run=false")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"revision\":1,\"path\":\"/api/v1/tokens\"}")));
    HttpResponse<String> form =
        send(
            withToken("/api/v1/past/revert?dry-run=false")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"revision\":1}")));
    HttpResponse<String> other = send(withToken("/api/v1/past/tokens"));
    HttpResponse<String> good = send(withToken("/api/v1/past/state?at=4"));

    assertThat(withoutToken.statusCode()).isEqualTo(401);
    assertThat(withoutToken.body()).contains("node-token-missing", "Lockstep-Node-Authorization");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(form.statusCode()).isEqualTo(415);
    assertThat(other.statusCode()).isEqualTo(404);
    assertThat(good.headers().firstValue("Lockstep-Node")).hasValue("n1");
    assertThat(good.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(PAGE.node().asked()).containsExactly("GET /api/v1/state?at=4");
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(PAGE.server().uri().resolve(path))
        .timeout(Duration.ofSeconds(20));
  }

  private static HttpRequest.Builder withToken(String path) {
    return request(path).header("Lockstep-Node-Authorization", "Bearer " + FakeNode.TOKEN);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
