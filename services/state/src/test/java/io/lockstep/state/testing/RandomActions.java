package io.lockstep.state.testing;

import io.lockstep.schema.Barrier;
import io.lockstep.schema.Certificate;
import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.CertificateRemoved;
import io.lockstep.schema.ChangeNode;
import io.lockstep.schema.ChangeToken;
import io.lockstep.schema.DrainNode;
import io.lockstep.schema.InstallLicence;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Licence;
import io.lockstep.schema.LicenceInstalled;
import io.lockstep.schema.LicenceRemoved;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.Operation;
import io.lockstep.schema.PromoteNode;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.PromotionReason;
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
import io.lockstep.schema.SetPromotionOrder;
import io.lockstep.schema.Token;
import io.lockstep.schema.TokenChanged;
import io.lockstep.schema.TokenKind;
import io.lockstep.schema.TokenRemoved;
import io.lockstep.schema.TokenState;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Actions of all families, right ones and wrong ones, about few things so that they meet. */
final class RandomActions {
  private final SplittableRandom random;

  RandomActions(SplittableRandom random) {
    this.random = random;
  }

  /** One set: mostly one operation, sometimes a dozen. */
  Object[] set(ClusterImage image) {
    Object[] operations = new Object[random.nextInt(4) == 0 ? random.nextInt(2, 12) : 1];
    for (int i = 0; i < operations.length; i++) {
      operations[i] = operation(image);
    }
    return operations;
  }

  private Operation operation(ClusterImage image) {
    int kind = random.nextInt(100);
    if (kind < 60) {
      return configuration(image, kind);
    } else if (kind < 75) {
      return Samples.operation(membership(image), null);
    } else if (kind < 85) {
      return Samples.operation(content(), null);
    }
    return Samples.operation(other(), null);
  }

  private Operation configuration(ClusterImage image, int kind) {
    String key = random.nextInt(12) == 0 ? "Cluster.connectionTimeout" : "key" + random.nextInt(6);
    String scope = pick("shared", "shared", "shared", "node:" + node(), "site:s0", "site:s9");
    long actual =
        image.entity(EntityKeys.configuration(key, scope)).map(e -> e.revision()).orElse(0L);
    Long expected =
        switch (random.nextInt(6)) {
          case 0 -> actual;
          case 1 -> actual + 1;
          default -> null;
        };
    Object action =
        kind < 20
            ? new RemoveConfiguration(key, scope)
            : Samples.set(key, scope, pick("1000", "2000", "0", "ünïcode €", "x".repeat(50)));
    return Samples.operation(action, expected);
  }

  private Object membership(ClusterImage image) {
    String id = node();
    return switch (random.nextInt(9)) {
      case 0, 1, 2 ->
          JoinNode.newBuilder()
              .setMember(Samples.member(id))
              .setRejoin(random.nextBoolean())
              .build();
      case 3 ->
          new ChangeNode(
              Samples.memberBuilder(id).setSoftwareVersion("0." + random.nextInt(3)).build());
      case 4 ->
          new ChangeNode(Samples.memberBuilder(id).setHost(node() + ".moved.example").build());
      case 5, 6 -> new DrainNode(id);
      case 7 -> new ResumeNode(drained(image).orElse(id));
      default -> new RemoveNode(id);
    };
  }

  private static Optional<String> drained(ClusterImage image) {
    return image.members().all().stream()
        .filter(member -> member.getState() == MemberState.DRAINED)
        .map(Member::getId)
        .findFirst();
  }

  private Object content() {
    String path = pick("a", "a/b", "c", "../x");
    return random.nextInt(3) == 0
        ? new RemoveContent("web", path)
        : new PublishContent(Samples.file("web", path, random.nextInt(100)));
  }

  private Object other() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> new Barrier("");
      case 2, 3 -> new PromoteNode(node(), pick(PromotionReason.MANUAL, PromotionReason.FAILBACK));
      case 4 -> new RaiseFormat(random.nextInt(3));
      case 5 -> trusted();
      default -> order();
    };
  }

  private Object trusted() {
    String alias = pick("a", "b", "Not");
    return switch (random.nextInt(8)) {
      case 0 -> new InstallLicence(licence());
      case 1 -> new RemoveLicence("n1", "p");
      case 2, 3 -> Samples.importing(alias, pick("x", "y"), random.nextBoolean());
      case 4 -> new RemoveCertificate(alias);
      case 5 -> new PublishTrustAnchor(Samples.anchor(alias));
      case 6 -> new RemoveTrustAnchor(Samples.anchor(alias).getId());
      default -> {
        Token token = Samples.token(random.nextInt(4));
        token.setState(pick(TokenState.values()));
        yield new ChangeToken(token);
      }
    };
  }

  private SetPromotionOrder order() {
    List<PromotionEntry> entries = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      entries.add(Samples.entry(node(), random.nextInt(4) > 0)); // may name one twice
    }
    return new SetPromotionOrder(entries, random.nextBoolean() ? List.of() : List.of("# end"));
  }

  /** Payloads that nothing can ask for yet. */
  Object[] trust() {
    String name = "t" + random.nextInt(3);
    Object first =
        switch (random.nextInt(5)) {
          case 0 -> new CertificateImported(certificate(name));
          case 1 -> new CertificateRemoved(name);
          case 2 ->
              new TokenChanged(
                  new Token(name, TokenKind.JOIN, TokenState.ISSUED, Instant.EPOCH, null));
          case 3 -> new TokenRemoved(name);
          default -> new LicenceRemoved("n1", "p");
        };
    return new Object[] {first, new LicenceInstalled(licence())};
  }

  private Certificate certificate(String alias) {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, (byte) random.nextInt(9)});
    return Certificate.newBuilder()
        .setAlias(alias)
        .setChain(List.of(bytes))
        .setSha256(bytes)
        .setSubject("CN=" + alias)
        .setNotBefore(Instant.EPOCH)
        .setNotAfter(Instant.EPOCH)
        .build();
  }

  private static Licence licence() {
    return Licence.newBuilder().setNode("n1").setProduct("p").build();
  }

  private String node() {
    return "n" + random.nextInt(1, 6);
  }

  @SafeVarargs
  private <T> T pick(T... of) {
    return of[random.nextInt(of.length)];
  }
}
