package io.lockstep.status;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What the status application answers, in time. */
final class Asked {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Asked() {}

  /** Fails where no answer has come by then. */
  static HttpResponse<String> get(URI server, String path, Duration timeout)
      throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(server.resolve(path)).timeout(timeout).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
