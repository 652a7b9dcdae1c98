package io.lockstep.status;

import static io.lockstep.status.PageWorld.SOON;
import static io.lockstep.status.PageWorld.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.schema.ConfigurationChanged;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The timeline of changes, on the page and in the API. */
class PageTimelineIT {
  @RegisterExtension static final PageWorld PAGE = new PageWorld();
  private static final String NEWEST = "#changes > li:first-child";

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(PAGE.server().uri().resolve(path))
        .timeout(Duration.ofSeconds(10));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  /** The lines of so many events named "change" after a revision. */
  private List<String> watch(long after, int events) throws IOException, InterruptedException {
    HttpRequest watch =
        request("/api/v1/changes/watch").header("Last-Event-ID", Long.toString(after)).build();
    try (Stream<String> lines = client.send(watch, BodyHandlers.ofLines()).body()) {
      return lines.filter(line -> line.startsWith("id:")).limit(events).toList();
    }
  }

  @Test
  void showsAChangeWithItsDifferenceWithinThreeSeconds() {
    PAGE.cluster().set("ann", "motd", "<i>old</i>");
    PAGE.until(NEWEST, "parameter motd set to \"<i>old</i>\"");

    Duration seen =
        time(
            () -> {
              PAGE.cluster().set("bob", "motd", "new");
              PAGE.until(NEWEST + " .sentence", "parameter motd set to \"new\"");
            });

    assertThat(seen).isLessThan(Duration.ofSeconds(3));
    assertThat(PAGE.text(NEWEST + " summary")).contains("by bob on n1");
    assertThat(PAGE.text(NEWEST + " .difference")).isEqualTo("value was <i>old</i> now new");
  }

  @Test
  void goesOnBehindTheLastChangeThatWasToldWithoutLossAndDoubles() throws Exception {
    long first = PAGE.cluster().set("ann", "resume", "0");
    long last =
        PAGE.cluster()
            .append(
                "ann",
                IntStream.range(0, 30)
                    .<Object>mapToObj(
                        i -> new ConfigurationChanged("resume", "shared", "" + i, null))
                    .toList());

    List<String> ids = watch(first + 10, (int) (last - first - 10));

    assertThat(ids)
        .containsExactlyElementsOf(
            IntStream.rangeClosed((int) first + 11, (int) last)
                .mapToObj(id -> "id: " + id)
                .toList());
  }

  @Test
  void showsOlderOnesWhenAsked() {
    PAGE.cluster()
        .append(
            "ann",
            IntStream.range(0, 60)
                .<Object>mapToObj(i -> new ConfigurationChanged("many" + i, "shared", "x", null))
                .toList());
    PAGE.until(NEWEST, "many59");
    PAGE.browser().go(PAGE.server().uri().toString());
    PAGE.until(NEWEST, "many59");
    String before = count();

    PAGE.browser().script("document.getElementById('changes-older').click()");

    await().atMost(SOON).until(() -> Integer.parseInt(count()) > 60);
    assertThat(before).isEqualTo("50");
    assertThat(PAGE.text("#changes")).contains("connectionTimeout");
  }

  private static String count() {
    return PAGE.browser().script("return document.querySelectorAll('#changes > li').length");
  }

  @Test
  void tellsProgramsTheSame() throws Exception {
    PAGE.cluster().set("ann", "told", "1");
    long revision = PAGE.cluster().set("bob", "told", "2");
    PAGE.until(NEWEST, "told");

    String body = get("/api/v1/changes?limit=1&before=" + (revision + 1)).body();

    assertThat(body)
        .contains("\"revision\":" + revision, "\"actor\":\"bob\"", "\"origin\":\"n1\"")
        .contains("\"family\":\"configuration\"", "\"name\":\"told\"", "\"scope\":\"shared\"")
        .contains("\"fields\":[{\"name\":\"value\",\"before\":\"1\",\"after\":\"2\"}]")
        .contains("\"more\":true");
    assertThat(get("/api/v1/changes?limit=501").statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/changes?before=0").body()).contains("\"code\":\"bad-request\"");
  }
}
