package io.lockstep.materialize;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.plan.Action;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.StandardProfile;
import io.lockstep.materialize.profile.render.DefinedProfile;
import io.lockstep.materialize.profile.render.StoreMaker;
import io.lockstep.materialize.profile.yaml.ProfileReader;
import io.lockstep.state.image.ClusterImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class DryRunTest {
  private static final Images NOW =
      Images.empty()
          .join("n1", "S")
          .join("n2", "T")
          .set("a", "shared", "1")
          .order("n1\thttps://n1:444\n");

  @Test
  void showsWhatBecomesOfAnotherNodesFiles() {
    Images then = NOW.set("a", "site:T", "2").order("n1\thttps://n1:444\nn2\thttps://n2:444\n");

    var first = DryRun.preview(new StandardProfile(), NOW.image(), then.image(), "n1");
    var second = DryRun.preview(new StandardProfile(), NOW.image(), then.image(), "n2");

    assertThat(first).extracting(FilePreview::action).containsExactly(Action.KEEP, Action.REPLACE);
    assertThat(second)
        .extracting(FilePreview::action)
        .containsExactly(Action.REPLACE, Action.REPLACE);
    assertThat(second.get(0).before()).endsWith("\na=1\n");
    assertThat(second.get(0).after()).endsWith("\na=2\n");
    assertThat(second.get(1))
        .isEqualTo(
            new FilePreview(
                "n2",
                "servers",
                Action.REPLACE,
                "n1\thttps://n1:444\n",
                "n1\thttps://n1:444\nn2\thttps://n2:444\n"));
  }

  @Test
  void showsFilesThatComeAndGo() {
    Images now = Images.empty().set("old", "shared", "1");
    Images then = now.unset("old", "shared").set("new", "shared", "2");

    assertThat(DryRun.preview(new TextProfile(), now.image(), then.image(), "n1"))
        .containsExactly(
            new FilePreview("n1", "new", Action.CREATE, null, "2"),
            new FilePreview("n1", "old", Action.REMOVE, "1", null));
  }

  @Test
  void aFileOfTheProductNeitherComesNorGoesWithWhatIsManagedInIt() {
    Profile shop =
        new DefinedProfile(
            new ProfileReader()
                .read(
                    """
                    profile: shop
                    format: 1
                    text: A shop.
                    parameters: {shop.threads: {type: integer, text: Threads.}}
                    outputs:
                      - path: conf/shop.toml
                        format: toml
                        values: {threads: {parameter: shop.threads}}
                    """)
                .orThrow(),
            StoreMaker.NONE);
    Profile both = new SwitchedProfile(shop);
    ClusterImage off = NOW.set("shop.threads", "shared", "4").image();
    ClusterImage on = NOW.set("shop.threads", "shared", "4").set("on", "shared", "1").image();

    assertThat(DryRun.preview(both, off, on, "n2"))
        .containsExactly(
            new FilePreview("n2", "conf/shop.toml", Action.REPLACE, "", "threads = 4\n"));
    assertThat(DryRun.preview(both, on, off, "n2")).isEmpty();
  }

  /** Another one, while the parameter {@code on} has a value. */
  private record SwitchedProfile(Profile of) implements Profile {
    @Override
    public String name() {
      return "switched";
    }

    @Override
    public List<Output> outputs(ClusterImage image, NodeView node, Secrets secrets) {
      return image.configuration().effective("on", node.id(), node.site()).isPresent()
          ? of.outputs(image, node, secrets)
          : List.of();
    }
  }

  @Test
  void describesWhatIsNoText() {
    Profile binary =
        new Profile() {
          @Override
          public String name() {
            return "binary";
          }

          @Override
          public List<Output> outputs(ClusterImage image, NodeView node, Secrets secrets) {
            return List.of(new Output("x", new byte[] {(byte) 0xFF}, 0600));
          }
        };

    assertThat(DryRun.preview(binary, NOW.image(), NOW.image(), "n1"))
        .singleElement()
        .satisfies(file -> assertThat(file.after()).startsWith("(1 bytes, no text, SHA-256 "));
  }

  @Test
  void showsThatASecretChangesAndNeverTheSecret() {
    Images now = NOW.seal("password", "shared", "geheim-1");
    Images then = now.seal("password", "shared", "geheim-2", 9);

    var changed = DryRun.preview(new StandardProfile(), now.image(), then.image(), "n1").get(0);
    var same =
        DryRun.preview(
                new StandardProfile(), now.image(), now.set("x", "node:n2", "1").image(), "n1")
            .get(0);

    assertThat(changed.action()).isEqualTo(Action.REPLACE);
    assertThat(changed.before()).endsWith("\na=1\npassword=(secret)\n");
    assertThat(changed.after()).endsWith("\na=1\npassword=(secret)\n");
    assertThat(same.action()).isEqualTo(Action.KEEP);
  }

  @Test
  void saysOfAFileThatCannotBeMadeThatItStays() {
    Profile held =
        new Profile() {
          @Override
          public String name() {
            return "held";
          }

          @Override
          public List<Output> outputs(ClusterImage image, NodeView node, Secrets secrets) {
            return List.of(Output.held("x", "no"));
          }
        };

    assertThat(DryRun.preview(held, NOW.image(), NOW.image(), "n1"))
        .containsExactly(
            new FilePreview("n1", "x", Action.KEEP, null, null, FilePreview.Seen.IMAGE, "no"));
  }
}
