package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Says how far this node is with every answer to who may know. */
@ServerFilter("/api/v1/**")
final class RevisionFilter {
  private final NodeService node;

  RevisionFilter(NodeService node) {
    this.node = node;
  }

  @ResponseFilter
  void revision(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (Sessions.find(request).isPresent()) {
      response.header("Lockstep-Revision", Long.toString(node.replay().image().revision()));
    }
  }
}
