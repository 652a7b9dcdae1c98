package io.lockstep.node.http;

import io.lockstep.schema.Operation;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.state.decide.ProfileNames;
import io.lockstep.trust.token.Role;
import io.lockstep.trust.token.Session;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import java.util.List;

/**
 * Parameters that administrators alone may change, though operators change the others: a profile
 * has commands that run on every node.
 */
final class AdministratorsOnly {
  private AdministratorsOnly() {}

  /** Refuses a request that changes one without the role. */
  static void require(HttpRequest<?> request, List<Operation> operations) {
    Session session = Sessions.of(request);
    if (Roles.suffices(session.role(), Role.ADMIN)) {
      return;
    }
    for (Operation operation : operations) {
      String key = parameter(operation.getAction());
      if (key != null && ProfileNames.isAbout(key)) {
        throw ApiException.of(
            HttpStatus.FORBIDDEN,
            "not-allowed",
            "changing %s asks for role %s, %s has role %s"
                .formatted(key, Role.ADMIN.label(), session.subject(), session.role().label()));
      }
    }
  }

  private static String parameter(Object action) {
    if (action instanceof SetConfiguration set) {
      return set.getKey();
    }
    return action instanceof RemoveConfiguration remove ? remove.getKey() : null;
  }
}
