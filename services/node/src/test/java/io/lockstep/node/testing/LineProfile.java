package io.lockstep.node.testing;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.profile.DriftPolicy;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.OpenedText;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.OutputContent;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.spec.HookSpec;
import io.lockstep.materialize.testing.KeyValueFormat;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters {@code line.KEY} are lines {@code KEY=VALUE} of a file that a product owns. */
public record LineProfile(DriftPolicy drift, List<HookSpec> hooks) implements Profile {
  /** The file. */
  public static final String FILE = "conf/product.conf";

  private static final String PREFIX = "line.";

  /** Without hooks. */
  public LineProfile(DriftPolicy drift) {
    this(drift, List.of());
  }

  @Override
  public String name() {
    return "lines";
  }

  @Override
  public List<HookSpec> hooks(ClusterImage image, NodeView node) {
    return hooks;
  }

  @Override
  public List<Output> outputs(ClusterImage image, NodeView node, Secrets secrets) {
    List<Edit> edits = new ArrayList<>();
    Map<String, String> parameters = new LinkedHashMap<>();
    for (ConfigurationChanged entry :
        image.configuration().effectiveEntries(node.id(), node.site())) {
      if (entry.getKey().startsWith(PREFIX)) {
        String address = entry.getKey().substring(PREFIX.length());
        String text =
            entry.getSealed() == null
                ? entry.getValue()
                : OpenedText.open(
                    secrets,
                    entry.getSealed(),
                    EntityKeys.configuration(entry.getKey(), entry.getScope()));
        edits.add(new Edit.Put(address, new FileValue.Text(text)));
        parameters.put(address, entry.getKey());
      }
    }
    return edits.isEmpty()
        ? List.of()
        : List.of(
            new Output(
                FILE,
                new OutputContent.Edited(new KeyValueFormat(), edits, true, parameters),
                Output.PRESENT_MODE,
                drift,
                List.of()));
  }
}
