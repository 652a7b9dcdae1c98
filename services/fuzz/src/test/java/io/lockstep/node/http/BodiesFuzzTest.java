package io.lockstep.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.schema.Member;
import io.lockstep.schema.topic.TrustedRecords;
import io.lockstep.trust.TrustException;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;

/** Bodies of requests, from JSON to what a controller goes on with. */
class BodiesFuzzTest {
  static {
    TrustedRecords.declare();
  }

  private static final ObjectMapper.CloseableObjectMapper JSON =
      ObjectMapper.create(Map.of(), "io.lockstep.node.http");
  private static final Member MEMBER =
      Member.newBuilder()
          .setId("n1")
          .setHost("n1.example")
          .setUrl("https://n1.example:444")
          .setAdminUrl("https://n1.example:8444")
          .setRoles(List.of("web"))
          .setAttributes(Map.of("cpu", "4"))
          .setSoftwareVersion("1")
          .setFormatLevel(1)
          .setPublicKey(ByteBuffer.wrap(new byte[44]))
          .build();

  private record Body<T>(Class<T> type, Consumer<T> use) {
    void read(byte[] json) {
      T body;
      try {
        body = JSON.readValue(json, type);
      } catch (IOException e) {
        return; // is answered with 400
      }
      if (body != null) {
        use.accept(body);
        assertThat(body.toString()).hasSizeLessThan(16 * json.length + 1024);
      }
    }
  }

  private static final List<Body<?>> BODIES =
      List.of(
          new Body<>(
              Requests.Value.class,
              body -> {
                UnicodeCheck.require(body.text());
                body.isSecret();
              }),
          new Body<>(Requests.Changes.class, BodiesFuzzTest::changes),
          new Body<>(Requests.Promote.class, Requests.Promote::node),
          new Body<>(NodeRequests.Duties.class, body -> body.of(MEMBER)),
          new Body<>(CertificateRequests.Generate.class, BodiesFuzzTest::generate),
          new Body<>(
              CertificateRequests.Import.class,
              body -> {
                body.requiredAlias();
                body.bytes();
                body.characters();
              }),
          new Body<>(CertificateRequests.Export.class, CertificateRequests.Export::isPem),
          new Body<>(CertificateRequests.Anchors.class, CertificateRequests.Anchors::bytes),
          new Body<>(TrustRequests.TokenRequest.class, BodiesFuzzTest::token),
          new Body<>(TrustRequests.LicenceRequest.class, TrustRequests.LicenceRequest::end),
          new Body<>(RevertController.Request.class, RevertController.Request::require),
          new Body<>(ContentAnswers.Publish.class, ContentAnswers.Publish::confirmDeletes),
          new Body<>(ContentAnswers.Restore.class, ContentAnswers.Restore::path));

  @AfterAll
  static void close() {
    JSON.close();
  }

  /** The first byte names the kind of body; the rest is the body. */
  @DictionaryEntries({
    "\"operations\":[{", "\"op\":\"unset\"", "\"key\":", "\"value\":", "\"expectedRevision\":",
    "\"kind\":\"session\"", "\"lifeSeconds\":", "\"names\":[", "\"file\":", "\"attributes\":{",
    "\\\\ud800", "1e999", "null"
  })
  @FuzzTest
  void isTakenOrRefused(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] json = Arrays.copyOfRange(input, 1, input.length);
    try {
      BODIES.get(Math.floorMod(input[0], BODIES.size())).read(json);
    } catch (ApiException e) {
      assertThat((int) e.status().getCode()).isBetween(400, 499);
      assertThat(e.document().detail()).isNotBlank();
    } catch (TrustException e) {
      assertThat((int) RefusalStatus.of(e.code()).getCode()).isBetween(400, 499);
    }
  }

  /** Without sets, whose values a running node has to seal. */
  private static void changes(Requests.Changes body) {
    boolean sets =
        body.operations() != null
            && body.operations().stream().anyMatch(step -> step != null && "set".equals(step.op()));
    if (!sets) {
      UnicodeCheck.require(body.steps(null));
    }
  }

  private static void generate(CertificateRequests.Generate body) {
    body.wanted();
    body.isByNode();
  }

  private static void token(TrustRequests.TokenRequest body) {
    if (body.isJoin()) {
      body.joinLife();
    } else {
      body.sessionSubject();
      body.sessionRole();
      body.sessionLife();
    }
  }
}
