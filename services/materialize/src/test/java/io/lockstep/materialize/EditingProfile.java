package io.lockstep.materialize;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.profile.DriftPolicy;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.OutputContent;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.testing.KeyValueFormat;
import io.lockstep.state.image.ClusterImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters {@code conf.KEY} are values in the file {@value #FILE}, the others files of their own.
 */
public record EditingProfile(DriftPolicy drift, boolean made, int mode, List<String> check)
    implements Profile {
  public static final String FILE = "conf/product.conf";

  public EditingProfile(DriftPolicy drift) {
    this(drift, true, Output.PRESENT_MODE, List.of());
  }

  @Override
  public String name() {
    return "editing";
  }

  @Override
  public List<Output> outputs(ClusterImage image, NodeView node, Secrets secrets) {
    List<Output> outputs = new ArrayList<>();
    List<Edit> edits = new ArrayList<>();
    Map<String, String> parameters = new HashMap<>();
    image
        .configuration()
        .effectiveEntries(node.id(), node.site())
        .forEach(
            entry -> {
              String key = entry.getKey();
              String value = entry.getValue();
              if (key.startsWith("conf.")) {
                String address = key.substring("conf.".length());
                edits.add(new Edit.Put(address, new FileValue.Text(value)));
                if (!address.startsWith("fixed")) {
                  parameters.put(address, key);
                }
              } else {
                outputs.add(
                    new Output(
                        key,
                        new OutputContent.Whole(value.getBytes(StandardCharsets.UTF_8)),
                        0640,
                        drift,
                        check));
              }
            });
    if (!edits.isEmpty()) {
      outputs.add(
          new Output(
              FILE,
              new OutputContent.Edited(new KeyValueFormat(), edits, made, parameters),
              mode,
              drift,
              check));
    }
    return outputs;
  }
}
