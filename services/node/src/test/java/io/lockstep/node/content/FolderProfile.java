package io.lockstep.node.content;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.materialize.profile.spec.FolderSpec.Validation;
import io.lockstep.state.image.ClusterImage;
import java.util.List;
import java.util.Map;

/** A profile of one folder, {@code web}, and nothing else. */
public record FolderProfile(FolderSpec folder) implements Profile {
  /** Everything but {@code tmp} and logs, and what has to be well-formed by its ending. */
  public static final FolderProfile WEB =
      new FolderProfile(
          new FolderSpec(
              "web",
              "server/web",
              List.of("**"),
              List.of("tmp/**", "**/*.log"),
              Map.of(
                  "**/*.xml", Validation.XML,
                  "**/*.toml", Validation.TOML,
                  "**/*.yaml", Validation.YAML,
                  "**/*.json", Validation.JSON),
              List.of()));

  /** The same, with files taken as they are. */
  public static final FolderProfile UNCHECKED =
      new FolderProfile(
          new FolderSpec(
              WEB.folder.name(),
              WEB.folder.path(),
              WEB.folder.include(),
              WEB.folder.exclude(),
              Map.of(),
              List.of()));

  @Override
  public String name() {
    return "folders";
  }

  @Override
  public List<Output> outputs(ClusterImage image, NodeView node, Secrets secrets) {
    return List.of();
  }

  @Override
  public List<FolderSpec> folders(ClusterImage image, NodeView node) {
    return List.of(folder);
  }
}
