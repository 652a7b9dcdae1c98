package io.lockstep.state.decide;

import io.lockstep.schema.ChangeNode;
import io.lockstep.schema.ChangeSecret;
import io.lockstep.schema.ChangeToken;
import io.lockstep.schema.DrainNode;
import io.lockstep.schema.ImportCertificate;
import io.lockstep.schema.InstallLicence;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Operation;
import io.lockstep.schema.PromoteNode;
import io.lockstep.schema.PublishContent;
import io.lockstep.schema.PublishTrustAnchor;
import io.lockstep.schema.RaiseFormat;
import io.lockstep.schema.RemoveCertificate;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.schema.RemoveContent;
import io.lockstep.schema.RemoveLicence;
import io.lockstep.schema.RemoveNode;
import io.lockstep.schema.RemoveTrustAnchor;
import io.lockstep.schema.ResumeNode;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.SetPromotionOrder;
import io.lockstep.state.image.EntityKeys;
import java.util.Optional;

/** What actions are about. */
final class Actions {
  private Actions() {}

  /** Whether an operation says what profiles there are, or where they hold. */
  static boolean isAboutProfiles(Operation operation) {
    Object action = operation.getAction();
    return action instanceof SetConfiguration set && ProfileNames.isAbout(set.getKey())
        || action instanceof RemoveConfiguration remove && ProfileNames.isAbout(remove.getKey());
  }

  /** The entity whose revision an action can expect. */
  static Optional<String> entity(Object action) {
    String key = null;
    if (action instanceof SetConfiguration set) {
      key = EntityKeys.configuration(set.getKey(), set.getScope());
    } else if (action instanceof RemoveConfiguration remove) {
      key = EntityKeys.configuration(remove.getKey(), remove.getScope());
    } else if (action instanceof JoinNode join) {
      key = EntityKeys.node(join.getMember().getId());
    } else if (action instanceof ChangeNode change) {
      key = EntityKeys.node(change.getMember().getId());
    } else if (action instanceof DrainNode drain) {
      key = EntityKeys.node(drain.getId());
    } else if (action instanceof ResumeNode resume) {
      key = EntityKeys.node(resume.getId());
    } else if (action instanceof RemoveNode remove) {
      key = EntityKeys.node(remove.getId());
    } else if (action instanceof SetPromotionOrder) {
      key = EntityKeys.PROMOTION_ORDER;
    } else if (action instanceof PromoteNode) {
      key = EntityKeys.PRIMARY;
    } else if (action instanceof PublishContent publish) {
      key = EntityKeys.content(publish.getEntry().getFolder(), publish.getEntry().getPath());
    } else if (action instanceof RemoveContent remove) {
      key = EntityKeys.content(remove.getFolder(), remove.getPath());
    } else if (action instanceof RaiseFormat) {
      key = EntityKeys.FORMAT;
    } else {
      key = trust(action);
    }
    return Optional.ofNullable(key);
  }

  private static String trust(Object action) {
    if (action instanceof ImportCertificate add) {
      return EntityKeys.certificate(add.getCertificate().getAlias());
    } else if (action instanceof RemoveCertificate remove) {
      return EntityKeys.certificate(remove.getAlias());
    } else if (action instanceof PublishTrustAnchor publish) {
      return EntityKeys.trustAnchor(publish.getAnchor().getId());
    } else if (action instanceof RemoveTrustAnchor remove) {
      return EntityKeys.trustAnchor(remove.getId());
    } else if (action instanceof InstallLicence install) {
      return EntityKeys.licence(install.getLicence().getNode(), install.getLicence().getProduct());
    } else if (action instanceof RemoveLicence remove) {
      return EntityKeys.licence(remove.getNode(), remove.getProduct());
    } else if (action instanceof ChangeSecret change) {
      return EntityKeys.secret(change.getSecret().getVersion());
    } else if (action instanceof ChangeToken change) {
      return EntityKeys.token(change.getToken().getId());
    }
    return null;
  }
}
