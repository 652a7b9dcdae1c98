package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.node.command.Submissions;
import io.lockstep.schema.ChangeToken;
import io.lockstep.schema.Token;
import io.lockstep.schema.TokenChanged;
import io.lockstep.schema.TokenKind;
import io.lockstep.schema.TokenState;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.Algorithms;
import io.lockstep.trust.token.JoinToken;
import io.lockstep.trust.token.Role;
import io.lockstep.trust.token.Session;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Tokens to join with and to ask with. */
@Controller("/api/v1/tokens")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TokensController {
  private static final String ID_FORM = "[0-9a-f]{64}";

  private final NodeService node;
  private final Submitter submitter;
  private final SecureRandom random = new SecureRandom();

  TokensController(NodeService node, Submitter submitter) {
    this.node = node;
    this.submitter = submitter;
  }

  /** All that the cluster has not forgotten; never their values. */
  @Access(Role.VIEWER)
  @Get
  TrustAnswers.Tokens list() {
    ClusterImage image = node.replay().image();
    return new TrustAnswers.Tokens(
        image.revision(),
        image.trust().entities().sorted().stream()
            .filter(entity -> entity.event().getPayload() instanceof TokenChanged)
            .map(TrustAnswers.TokenItem::of)
            .toList());
  }

  /** Makes one, and shows its value this once. */
  @Access(Role.ADMIN)
  @Post
  CompletionStage<HttpResponse<?>> create(
      HttpRequest<?> request, @Body TrustRequests.TokenRequest body) {
    Submitter.requireNoIdempotencyKey(request);
    return body.isJoin() ? join(request, body) : session(request, body);
  }

  private CompletionStage<HttpResponse<?>> join(
      HttpRequest<?> request, TrustRequests.TokenRequest body) {
    JoinToken token = JoinToken.generate(random);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return issue(request, token.issue(now, body.joinLife(), body.node()), token.value());
  }

  private CompletionStage<HttpResponse<?>> session(
      HttpRequest<?> request, TrustRequests.TokenRequest body) {
    String value =
        node.trust().issueSession(body.sessionSubject(), body.sessionRole(), body.sessionLife());
    Session session = node.trust().verifySession(value, id -> false);
    Token token =
        Token.newBuilder()
            .setId(session.id())
            .setKind(TokenKind.SESSION)
            .setState(TokenState.ISSUED)
            .setExpires(session.expires())
            .setSubject("%s (%s)".formatted(session.subject(), session.role().label()))
            .build();
    return issue(request, token, value);
  }

  private CompletionStage<HttpResponse<?>> issue(
      HttpRequest<?> request, Token token, String value) {
    return submitter.submit(
        request,
        List.of(Submissions.operation(new ChangeToken(token), null)),
        outcome ->
            new TrustAnswers.IssuedToken(token.getId(), value, token.getExpires().toString()));
  }

  /**
   * Revokes one. A session that was made apart from the cluster is not known to it: its id is
   * remembered until no session of that age can be good.
   */
  @Access(Role.ADMIN)
  @Delete("/{id}")
  CompletionStage<HttpResponse<?>> revoke(HttpRequest<?> request, String id) {
    if (!id.matches(ID_FORM)) {
      throw ApiException.malformed("a token's id has 64 digits of lower-case hexadecimal");
    }
    Token.Builder token =
        node.replay()
            .image()
            .entity(EntityKeys.token(id))
            .map(entity -> Token.newBuilder(entity.payload(TokenChanged.class).getToken()))
            .orElseGet(() -> unknownSession(id));
    return submitter.submit(request, new ChangeToken(token.setState(TokenState.REVOKED).build()));
  }

  private static Token.Builder unknownSession(String id) {
    return Token.newBuilder()
        .setId(id)
        .setKind(TokenKind.SESSION)
        .setExpires(Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Algorithms.SESSION_LIFE));
  }
}
