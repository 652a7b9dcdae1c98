package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Says with every answer how far this node is. */
@ServerFilter("/api/v1/**")
final class RevisionFilter {
  private final NodeService node;

  RevisionFilter(NodeService node) {
    this.node = node;
  }

  @ResponseFilter
  void revision(MutableHttpResponse<?> response) {
    response.header("Lockstep-Revision", Long.toString(node.replay().image().revision()));
  }
}
