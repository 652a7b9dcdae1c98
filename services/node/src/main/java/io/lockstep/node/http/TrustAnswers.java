package io.lockstep.node.http;

import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.Licence;
import io.lockstep.schema.LicenceInstalled;
import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.SecretState;
import io.lockstep.schema.SecretVersion;
import io.lockstep.schema.Token;
import io.lockstep.schema.TokenChanged;
import io.lockstep.state.image.Entity;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;

/** What the API answers about tokens, the secret and licences. Never a secret. */
final class TrustAnswers {
  private TrustAnswers() {}

  /** A token that was just made; its value is shown this once. */
  @Serdeable
  record IssuedToken(String id, String value, String expires) {
    @Override
    public String toString() {
      return "IssuedToken[" + id + "]";
    }
  }

  /** A token, as the cluster knows it. */
  @Serdeable
  record TokenItem(
      String id,
      String kind,
      String state,
      String subject,
      String expires,
      long revision,
      String actor,
      String time) {
    static TokenItem of(Entity entity) {
      Token token = entity.payload(TokenChanged.class).getToken();
      return new TokenItem(
          token.getId(),
          token.getKind().name().toLowerCase(Locale.ROOT),
          token.getState().name().toLowerCase(Locale.ROOT),
          token.getSubject(),
          token.getExpires().toString(),
          entity.revision(),
          entity.event().getActor(),
          entity.event().getTime().toString());
    }
  }

  /** Tokens at a revision. */
  @Serdeable
  record Tokens(long revision, List<TokenItem> items) {}

  /** A version of the cluster secret. */
  @Serdeable
  record SecretItem(int version, String fingerprint, String state, long revision, String time) {
    /** A version that came with a rotation, or moved in its life. */
    static SecretItem of(Entity entity) {
      SecretVersion secret = entity.payload(SecretChanged.class).getSecret();
      return new SecretItem(
          secret.getVersion(),
          secret.getFingerprint(),
          secret.getState().name().toLowerCase(Locale.ROOT),
          entity.revision(),
          entity.event().getTime().toString());
    }

    /** The version that the cluster was founded with, while it is the only one. */
    static SecretItem founding(Entity cluster) {
      return new SecretItem(
          1,
          cluster.payload(ClusterFounded.class).getSecretFingerprint(),
          SecretState.CURRENT.name().toLowerCase(Locale.ROOT),
          cluster.revision(),
          cluster.event().getTime().toString());
    }
  }

  /** Which version a node says that it has; 0 and null for one that said nothing. */
  @Serdeable
  record SecretHolder(String node, int version, String fingerprint) {}

  /** The versions of the cluster secret, and which node has which. */
  @Serdeable
  record Secrets(long revision, List<SecretItem> versions, List<SecretHolder> nodes) {}

  /** A licence, without its content. */
  @Serdeable
  record LicenceItem(
      String node, String product, Integer cap, String expires, boolean content, long revision) {
    static LicenceItem of(Entity entity) {
      Licence licence = entity.payload(LicenceInstalled.class).getLicence();
      return new LicenceItem(
          licence.getNode(),
          licence.getProduct(),
          licence.getCap(),
          licence.getExpires() == null ? null : licence.getExpires().toString(),
          licence.getContent() != null,
          entity.revision());
    }
  }

  /** Licences at a revision. */
  @Serdeable
  record Licences(long revision, List<LicenceItem> items) {}
}
