package io.lockstep.node.tls;

import io.lockstep.schema.Problem;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.image.ClusterImage;
import java.util.List;

/** Whether the APIs of the nodes speak TLS. */
public final class TlsSwitch {
  private TlsSwitch() {}

  /** Whether they do; they do unless the cluster says otherwise. */
  public static boolean isOn(ClusterImage image) {
    return Boolean.parseBoolean(KnownParameters.shared(image, KnownParameters.ENABLE_SSL));
  }

  /** What an operator should know of it. */
  public static List<Problem> warnings(ClusterImage image) {
    return isOn(image)
        ? List.of()
        : List.of(
            Problem.newBuilder()
                .setCode("tls-off")
                .setMessage(
                    "the APIs of the nodes speak plain HTTP: whoever reads the network reads session"
                        + " tokens and secrets; set "
                        + KnownParameters.ENABLE_SSL.key()
                        + " to true")
                .build());
  }
}
