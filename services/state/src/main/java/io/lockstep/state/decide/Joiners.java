package io.lockstep.state.decide;

import io.lockstep.schema.Member;
import io.lockstep.state.image.ClusterImage;

/** How a joiner must fit the members: its versions as the primary has them, its clock as all. */
final class Joiners {
  private Joiners() {}

  static void require(
      ClusterImage image, Term term, String entity, Member member, long skewMillis) {
    image
        .members()
        .present(term.node())
        .ifPresent(
            primary -> {
              requireSoftware(entity, primary, member);
              requireProduct(entity, primary, member);
            });
    long most = Long.parseLong(KnownParameters.shared(image, KnownParameters.MAXIMUM_CLOCK_SKEW));
    if (skewMillis > most || skewMillis < -most) {
      throw new RefusedException(
          Codes.CLOCK_SKEW,
          entity,
          "the clock of node \"%s\" is %d ms off the brokers', at most %d (%s) are allowed; set it"
                  .formatted(
                      member.getId(), skewMillis, most, KnownParameters.MAXIMUM_CLOCK_SKEW.key())
              + ", and the node asks again");
    }
  }

  private static void requireSoftware(String entity, Member primary, Member member) {
    String wanted = primary.getSoftwareVersion();
    if (!major(member.getSoftwareVersion()).equals(major(wanted))) {
      throw new RefusedException(
          Codes.SOFTWARE_VERSION,
          entity,
          "node \"%s\" runs Lockstep %s, the primary runs %s; run the same major version on both"
              .formatted(member.getId(), Texts.shortened(member.getSoftwareVersion()), wanted));
    }
  }

  private static void requireProduct(String entity, Member primary, Member member) {
    String wanted = primary.getProductVersion();
    String given = member.getProductVersion();
    if (wanted != null && given != null && !wanted.equals(given)) {
      throw new RefusedException(
          Codes.PRODUCT_VERSION,
          entity,
          "node \"%s\" runs version %s of the product, the primary runs %s; install that first"
              .formatted(member.getId(), Texts.shortened(given), wanted));
    }
  }

  private static String major(String version) {
    int dot = version.indexOf('.');
    return dot < 0 ? version : version.substring(0, dot);
  }
}
