package io.lockstep.materialize.profile.render;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.OutputContent;
import io.lockstep.materialize.profile.PropertiesText;
import io.lockstep.materialize.profile.SecretUnopenedException;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.definition.ContentDefinition;
import io.lockstep.materialize.profile.definition.OutputDefinition;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.spec.Glob;
import io.lockstep.materialize.profile.template.TemplateData;
import io.lockstep.materialize.profile.template.TemplateFailedException;
import io.lockstep.materialize.servers.ServersFile;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Member;
import io.lockstep.state.decide.ProfileNames;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.image.PromotionImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes one file of a profile for a node. Used once, by one thread. */
final class RenderedOutput {
  private static final List<String> HEADER =
      List.of(
          "Written by Lockstep. Changes made here by hand do not last.",
          "Change a parameter with: lockstep config set KEY VALUE");

  private final ClusterImage image;
  private final NodeView node;
  private final Secrets secrets;
  private final StoreMaker stores;
  private final OutputDefinition definition;
  private final NodeValues values;
  private final TemplateData data;

  RenderedOutput(
      ProfileDefinition profile,
      OutputDefinition definition,
      ClusterImage image,
      NodeView node,
      Secrets secrets,
      StoreMaker stores) {
    this.image = image;
    this.node = node;
    this.secrets = secrets;
    this.stores = stores;
    this.definition = definition;
    this.values = new NodeValues(image, secrets, profile.parameters());
    this.data = new TemplateData(image, node, values);
  }

  /** The file; empty where there is none to make. */
  Optional<Output> output() {
    try {
      return content();
    } catch (SecretUnopenedException | HeldException e) {
      return held(e.getMessage());
    } catch (TemplateFailedException e) {
      return held(
          (e.line() == 0 ? "" : "line %d of its template: ".formatted(e.line())) + e.getMessage());
    } catch (IllegalArgumentException e) { // the image has what the file cannot hold
      return held(e.getMessage());
    }
  }

  private Optional<Output> held(String problem) {
    return Optional.of(output(new OutputContent.Held(problem), Output.NEW_MODE));
  }

  private Optional<Output> content() {
    ContentDefinition content = definition.content();
    if (content instanceof ContentDefinition.Edited edited) {
      OutputContent wanted = new EditedFile(values, data).content(edited);
      return Optional.of(output(wanted, mode(Output.PRESENT_MODE)));
    } else if (content instanceof ContentDefinition.Templated templated) {
      return whole(templated.template().fill(data));
    } else if (content instanceof ContentDefinition.Servers) {
      return servers().map(bytes -> output(new OutputContent.Whole(bytes), mode()));
    } else if (content instanceof ContentDefinition.Tsv tsv) {
      return whole(tsv(tsv));
    } else if (content instanceof ContentDefinition.Parameters parameters) {
      byte[] bytes = parameters(parameters);
      return Optional.of(output(new OutputContent.Whole(bytes), mode()));
    } else if (content instanceof ContentDefinition.Raw raw) {
      return whole(raw.text());
    }
    return store((ContentDefinition.Store) content);
  }

  private Optional<Output> whole(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Optional.of(output(new OutputContent.Whole(bytes), mode()));
  }

  private Output output(OutputContent content, int mode) {
    return new Output(definition.path(), content, mode, definition.drift(), definition.check());
  }

  private int mode() {
    return mode(values.opened() ? Output.SECRET_MODE : Output.PRESENT_MODE);
  }

  /** Who is neither owner nor in the group never gets to see a secret. */
  private int mode(int otherwise) {
    if (definition.mode() == Output.PRESENT_MODE) {
      return otherwise;
    }
    return values.opened() ? definition.mode() & 0770 : definition.mode();
  }

  /** None before there is an order: a file that is about to be imported is not replaced. */
  private Optional<byte[]> servers() {
    PromotionImage promotion = image.promotion();
    return promotion
        .entities()
        .get(EntityKeys.PROMOTION_ORDER)
        .map(there -> new ServersFile(promotion.order(), promotion.trailer()).format());
  }

  private String tsv(ContentDefinition.Tsv tsv) {
    StringBuilder text = new StringBuilder();
    for (Member member : data.members()) {
      if (tsv.each().has(member, node.id())) {
        TemplateData row = data.row(member);
        text.append(
                tsv.columns().stream()
                    .map(column -> column(column.fill(row)))
                    .collect(Collectors.joining("\t")))
            .append('\n');
      }
    }
    return text.toString();
  }

  private static String column(String text) {
    if (text.indexOf('\t') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      throw new HeldException("a column has a tab or a line end; mend the template or the value");
    }
    return text;
  }

  private byte[] parameters(ContentDefinition.Parameters parameters) {
    List<Glob> include = parameters.include().stream().map(Glob::new).toList();
    List<Glob> exclude = parameters.exclude().stream().map(Glob::new).toList();
    List<ConfigurationChanged> held =
        image.configuration().effectiveEntries(node.id(), node.site());
    PropertiesText text = new PropertiesText(HEADER, held.size());
    for (ConfigurationChanged entry : held) {
      String name = entry.getKey();
      boolean wanted =
          ProfileNames.of(name).isEmpty()
              && (include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(name)))
              && exclude.stream().noneMatch(glob -> glob.matches(name));
      if (wanted) {
        text.add(name, values.text(entry));
      }
    }
    return text.bytes();
  }

  private Optional<Output> store(ContentDefinition.Store store) {
    return stores
        .make(image, node, secrets, definition.path(), store)
        .map(
            made -> {
              boolean keys = store.entries() == ContentDefinition.Store.Entries.CERTIFICATES;
              int mode = definition.mode() == Output.PRESENT_MODE ? made.mode() : definition.mode();
              return output(made.content(), keys ? mode & 0770 : mode);
            });
  }
}
