package io.lockstep.log.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lockstep.log.LogConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the registry's client logs in; the registry and the OAuth server are played. */
class RegistryLoginTest {
  private static final String BASIC_HUNTER = "Basic dTpodW50ZXIy"; // u:hunter2

  private final List<String> logins = new CopyOnWriteArrayList<>();
  private final List<String> tokenRequests = new CopyOnWriteArrayList<>();
  private volatile int tokenStatus = 200;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/apis/registry/v3/",
        exchange -> {
          String login = exchange.getRequestHeaders().getFirst("Authorization");
          logins.add(String.valueOf(login));
          boolean known = BASIC_HUNTER.equals(login) || "Bearer t0ken".equals(login);
          answer(exchange, known ? 404 : 401, "{\"status\":404,\"title\":\"none\"}");
        });
    server.createContext(
        "/token",
        exchange -> {
          tokenRequests.add(
              exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answer(exchange, tokenStatus, "{\"access_token\":\"t0ken\",\"expires_in\":300}");
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private SchemaRegistry registry(Map<String, String> client) {
    return new SchemaRegistry(
        new LogConnection(
            "east", "127.0.0.1:1", URI.create(at("/apis/registry/v3")), Path.of("s"), client));
  }

  private String at(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private Map<String, String> oauth() {
    return Map.of(
        "registry.auth.token.endpoint", at("/token"),
        "registry.auth.client.id", "u",
        "registry.auth.client.secret", "hunter2",
        "registry.auth.client.scope", "a b");
  }

  @Test
  void sendsNameAndPassword() {
    try (SchemaRegistry registry =
        registry(Map.of("registry.auth.username", "u", "registry.auth.password", "hunter2"))) {
      assertThat(registry.schema(7)).isEmpty();
    }
    assertThat(logins).containsExactly(BASIC_HUNTER);
  }

  @Test
  void fetchesATokenOnceForManyRequests() {
    try (SchemaRegistry registry = registry(oauth())) {
      assertThat(registry.schema(7)).isEmpty();
      assertThat(registry.schema(8)).isEmpty();
    }

    assertThat(logins).containsExactly("Bearer t0ken", "Bearer t0ken");
    assertThat(tokenRequests)
        .containsExactly(BASIC_HUNTER + " grant_type=client_credentials&scope=a+b");
  }

  @Test
  void saysThatItGetsNoToken() {
    tokenStatus = 401;
    try (SchemaRegistry registry = registry(oauth())) {
      assertThatThrownBy(() -> registry.schema(7))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("no token for the registry from " + at("/token"))
          .hasMessageContaining("status 401")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void doesNotTakeARefusedLoginForASchemaThatIsMissing() {
    try (SchemaRegistry registry =
        registry(Map.of("registry.auth.username", "u", "registry.auth.password", "wrong"))) {
      assertThatThrownBy(() -> registry.schema(7))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("does not let this client in (status 401)")
          .hasMessageContaining("registry.auth");
    }
  }
}
