package io.lockstep.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.status.past.Authorities;
import io.lockstep.status.past.NoAnswerException;
import io.lockstep.status.past.NodeAnswer;
import io.lockstep.status.past.NodeGateway;
import io.lockstep.status.past.NodeRequest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to the nodes, against servers with TLS. */
class NodeGatewayIT {
  private static final URI NOBODY = URI.create("https://127.0.0.1:1/");

  private static final NodeRequest REVERT =
      NodeRequest.revert(new NodeRequest.Way(false, 3, null, 5L), false);

  private final Map<String, URI> nodes = new LinkedHashMap<>();
  @TempDir Path folder;
  private FakeNode node;

  @BeforeEach
  void start() throws Exception {
    node = new FakeNode(folder);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private NodeGateway gateway(FakeNode trusted) throws CertificateException {
    byte[] der = new byte[trusted.certificate().remaining()];
    trusted.certificate().duplicate().get(der);
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der));
    Authorities authorities = () -> List.of(certificate);
    return new NodeGateway(authorities, () -> nodes);
  }

  private static NoAnswerException refusal(NodeGateway gateway, NodeRequest request) {
    return catchThrowableOfType(
        NoAnswerException.class, () -> gateway.ask(request, FakeNode.TOKEN, null));
  }

  @Test
  void asksAnotherNodeWhereOneCannotBeReached() throws Exception {
    nodes.put("n9", NOBODY);
    nodes.put("n1", URI.create(node.url()));

    NodeAnswer answer = gateway(node).ask(REVERT, FakeNode.TOKEN, "key-1");

    assertThat(answer.node()).isEqualTo("n1");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\"changes\"");
    assertThat(node.asked())
        .containsExactly(
            "POST /api/v1/state/revert?dry-run=false {\"revision\":3,\"expectHead\":5}");
  }

  @Test
  void saysWhyWhereNoneCanBeReached() throws Exception {
    assertThat(refusal(gateway(node), NodeRequest.state(1)))
        .hasMessageStartingWith("no node of the cluster is ready");
    nodes.put("n9", NOBODY);
    assertThat(refusal(gateway(node), NodeRequest.state(1)))
        .hasMessage(
            "no node can be reached: n9 at https://127.0.0.1:1/: it does not take connections");
  }

  @Test
  void tellsNothingToWhomNoAuthorityVouchesFor(@TempDir Path other) throws Exception {
    nodes.put("n1", URI.create(node.url()));
    try (FakeNode stranger = new FakeNode(other)) {
      NoAnswerException refusal = refusal(gateway(stranger), NodeRequest.state(1));

      assertThat(refusal.kind()).isEqualTo(NoAnswerException.Kind.UNAVAILABLE);
      assertThat(refusal).hasMessageContaining("n1 at https://127.0.0.1:");
      assertThat(node.asked()).isEmpty();
    }
  }

  @Test
  void isNotSureOfAChangeThatWasNotAnswered() throws Exception {
    nodes.put("n1", URI.create(node.url()));
    nodes.put("n2", URI.create(node.url()));
    node.hangUp();

    NoAnswerException refusal = refusal(gateway(node), REVERT);

    assertThat(refusal.kind()).isEqualTo(NoAnswerException.Kind.OUTCOME_UNKNOWN);
    assertThat(node.asked()).hasSize(1); // no other was asked for the same
  }

  @Test
  void takesNoEndlessAnswer() throws Exception {
    nodes.put("n1", URI.create(node.url()));
    node.answerAtLength();

    NoAnswerException refusal = refusal(gateway(node), NodeRequest.state(1));

    assertThat(refusal.kind()).isEqualTo(NoAnswerException.Kind.BAD_ANSWER);
    assertThat(refusal).hasMessageContaining("longer than 8 MiB");
  }
}
