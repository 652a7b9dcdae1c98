package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.node.certificate.AdminCertificate;
import io.lockstep.node.certificate.CertificateService;
import io.lockstep.node.certificate.NewCertificate;
import io.lockstep.node.command.Submissions;
import io.lockstep.schema.Certificate;
import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.ImportCertificate;
import io.lockstep.schema.RemoveCertificate;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.token.Role;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificates that every node keeps. */
@Controller("/api/v1/certificates")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CertificatesController {
  private static final Logger LOG = LoggerFactory.getLogger(CertificatesController.class);

  private final NodeService node;
  private final Submitter submitter;
  private final CertificateService certificates;

  CertificatesController(NodeService node, Submitter submitter) {
    this.node = node;
    this.submitter = submitter;
    this.certificates = node.certificates().service();
  }

  /** All, ordered by alias; never their keys. */
  @Access(Role.VIEWER)
  @Get
  CertificateAnswers.Certificates list() {
    ClusterImage image = node.replay().image();
    return new CertificateAnswers.Certificates(
        image.revision(),
        image.trust().entities().sorted().stream()
            .filter(entity -> entity.event().getPayload() instanceof CertificateImported)
            .map(CertificateAnswers.CertificateItem::of)
            .toList());
  }

  /** One. */
  @Access(Role.VIEWER)
  @Get("/{alias}")
  CertificateAnswers.CertificateItem get(String alias) {
    return node.replay()
        .image()
        .entity(EntityKeys.certificate(alias))
        .map(CertificateAnswers.CertificateItem::of)
        .orElseThrow(
            () -> ApiException.notFound("the cluster has no certificate \"" + alias + "\""));
  }

  /**
   * Makes a key and a certificate for it, or a request that another authority is to sign. That of
   * the nodes' API is to be one that clients take, unless it is forced.
   */
  @Access(Role.ADMIN)
  @Post
  CompletionStage<HttpResponse<?>> generate(
      HttpRequest<?> request, @Body CertificateRequests.Generate body) {
    NewCertificate wanted = body.wanted();
    boolean byNode = body.isByNode() && !body.isRequest();
    if (!byNode && !body.isForced()) {
      AdminCertificate.refusalOfSelfSigned(wanted.alias())
          .ifPresent(text -> refuse("self-signed", text));
    }
    Certificate certificate = make(wanted, byNode, body.isRequest());
    if (!body.isForced()) {
      requireNames(certificate);
    }
    return submit(request, certificate, body.mayReplace(), body.isRequest());
  }

  private Certificate make(NewCertificate wanted, boolean byNode, boolean signing) {
    if (signing) {
      return certificates.request(wanted).certificate();
    }
    return byNode ? certificates.issue(wanted) : certificates.selfSigned(wanted);
  }

  /**
   * Takes a certificate and its key, or the answer of another authority to a request. That of the
   * nodes' API is to have the names of all members, unless it is forced.
   */
  @Access(Role.ADMIN)
  @Post("/import")
  CompletionStage<HttpResponse<?>> importFile(
      HttpRequest<?> request, @Body CertificateRequests.Import body) {
    char[] password = body.characters();
    byte[] file = body.bytes();
    Certificate certificate;
    try {
      certificate =
          certificates.importFile(
              body.requiredAlias(), file, password, Optional.ofNullable(body.name()));
    } finally {
      Arrays.fill(password, '\0');
      Arrays.fill(file, (byte) 0);
    }
    if (!body.isForced()) {
      requireNames(certificate);
    }
    return submit(request, certificate, body.mayReplace(), false);
  }

  private void requireNames(Certificate certificate) {
    AdminCertificate.refusal(node.replay().image(), certificate)
        .ifPresent(text -> refuse("missing-names", text));
  }

  private static void refuse(String code, String text) {
    throw ApiException.of(HttpStatus.UNPROCESSABLE_ENTITY, code, text);
  }

  private CompletionStage<HttpResponse<?>> submit(
      HttpRequest<?> request, Certificate certificate, boolean replace, boolean signing) {
    String alias = certificate.getAlias();
    return submitter.submit(
        request,
        List.of(
            Submissions.operation(
                new ImportCertificate(certificate, replace),
                Submitter.expectedRevision(request.getHeaders()).orElse(null))),
        // Of the key that was taken: for a request that was repeated, another was made here.
        outcome ->
            CertificateAnswers.Made.of(
                outcome, alias, signing ? ascii(certificates.requestAgain(alias)) : null));
  }

  private static String ascii(byte[] pem) {
    return new String(pem, StandardCharsets.US_ASCII);
  }

  /**
   * A certificate as a file: with its key, encrypted with the password; as PEM without password,
   * without key.
   */
  @Access(Role.ADMIN)
  @Post("/{alias}/export")
  @Produces({MediaType.APPLICATION_OCTET_STREAM, ProblemDocument.MEDIA_TYPE})
  byte[] export(HttpRequest<?> request, String alias, @Body CertificateRequests.Export body) {
    boolean pem = body.isPem();
    char[] password = body.characters();
    try {
      byte[] file = file(alias, pem, body.hasPassword(), password);
      LOG.info(
          "certificate given out alias={} format={} key={} actor={}",
          alias,
          body.format(),
          body.hasPassword(),
          Sessions.of(request).subject());
      return file;
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private byte[] file(String alias, boolean pem, boolean withKey, char[] password) {
    if (!pem) {
      return certificates.exportPkcs12(alias, password);
    }
    return withKey ? certificates.exportPem(alias, password) : certificates.exportChain(alias);
  }

  /** Removes one. */
  @Access(Role.ADMIN)
  @Delete("/{alias}")
  CompletionStage<HttpResponse<?>> remove(HttpRequest<?> request, String alias) {
    return submitter.submit(request, new RemoveCertificate(alias));
  }
}
