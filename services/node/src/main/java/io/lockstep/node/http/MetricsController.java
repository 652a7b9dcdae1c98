package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.node.metrics.NodeMetrics;
import io.lockstep.trust.token.Role;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The node's metrics, for Prometheus. */
@Controller(MetricsController.PATH)
final class MetricsController {
  static final String PATH = "/prometheus";

  private final NodeService node;

  MetricsController(NodeService node) {
    this.node = node;
  }

  /** All of them; the token of {@code metrics.token.file} may read these and nothing else. */
  @Access(Role.VIEWER)
  @Get
  @Produces(NodeMetrics.TYPE)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<byte[]> get() {
    return HttpResponse.ok(node.metrics().exposition());
  }
}
