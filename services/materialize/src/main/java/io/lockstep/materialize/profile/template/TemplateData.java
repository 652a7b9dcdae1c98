package io.lockstep.materialize.profile.template;

import freemarker.template.Configuration;
import freemarker.template.SimpleHash;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.image.ClusterImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the templates of one node see of one image; see PROFILES.md. Immutable; a thread at a time,
 * as its source of parameters.
 */
public final class TemplateData {
  /** Knows texts, numbers, truth values, lists and maps, and nothing else. */
  private static final SimpleObjectWrapper WRAPPER =
      new SimpleObjectWrapper(Configuration.VERSION_2_3_34);

  private final ClusterImage image;
  private final NodeView node;
  private final ParameterSource parameters;
  private final List<Member> members;
  private final Optional<Member> row;

  /** What a node's templates see. */
  public TemplateData(ClusterImage image, NodeView node, ParameterSource parameters) {
    this(image, node, parameters, image.members().present(), Optional.empty());
  }

  private TemplateData(
      ClusterImage image,
      NodeView node,
      ParameterSource parameters,
      List<Member> members,
      Optional<Member> row) {
    this.image = image;
    this.node = node;
    this.parameters = parameters;
    this.members = members;
    this.row = row;
  }

  /** The same, for a row that is about a member. */
  public TemplateData row(Member member) {
    return new TemplateData(image, node, parameters, members, Optional.of(member));
  }

  /** All members that were not removed, by id. */
  public List<Member> members() {
    return members;
  }

  /** The node that it is for. */
  public NodeView node() {
    return node;
  }

  TemplateModel model(Guards guards) {
    SimpleHash root = new SimpleHash(WRAPPER);
    root.put("cluster", cluster());
    root.put("primary", primary());
    root.put("node", own());
    root.put("members", new Members(guards));
    root.put("parameter", parameter(node));
    row.ifPresent(member -> root.put("member", member(member)));
    root.put(TemplateRules.STEP, guards.step());
    root.put(TemplateRules.BOUND, guards.bound());
    return root;
  }

  private Map<String, Object> cluster() {
    return Map.of(
        "name",
        image.cluster(),
        "mode",
        KnownParameters.shared(image, KnownParameters.MODE),
        "maintenance",
        KnownParameters.shared(image, KnownParameters.MAINTENANCE).equals("on"));
  }

  private Map<String, Object> primary() {
    Optional<String> id = image.promotion().primary();
    return Map.of(
        "node",
        id.orElse(""),
        "host",
        id.flatMap(image.members()::get).map(Member::getHost).orElse(""),
        "epoch",
        image.promotion().epoch());
  }

  /** A node that is no member yet has an id and a site, and nothing else. */
  private Map<String, Object> own() {
    return image
        .members()
        .get(node.id())
        .map(this::member)
        .orElseGet(
            () ->
                member(
                    Member.newBuilder()
                        .setId(node.id())
                        .setHost("")
                        .setUrl("")
                        .setAdminUrl("")
                        .setSite(node.site())
                        .setState(MemberState.ACTIVE)
                        .setSoftwareVersion("")
                        .setFormatLevel(1)
                        .build()));
  }

  private Map<String, Object> member(Member member) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("id", member.getId());
    fields.put("host", member.getHost());
    fields.put("url", member.getUrl());
    fields.put("adminUrl", member.getAdminUrl());
    fields.put("site", member.getSite() == null ? "" : member.getSite());
    fields.put("roles", member.getRoles());
    fields.put("attributes", member.getAttributes());
    fields.put("active", member.getState() == MemberState.ACTIVE);
    fields.put("primary", image.promotion().primary().equals(Optional.of(member.getId())));
    fields.put("self", member.getId().equals(node.id()));
    TemplateMethodModelEx hasRole =
        arguments -> member.getRoles().contains(text("hasRole", arguments, 0, 1));
    fields.put("hasRole", hasRole);
    fields.put("parameter", parameter(new NodeView(member.getId(), member.getSite())));
    return fields;
  }

  private TemplateMethodModelEx parameter(NodeView of) {
    return arguments -> {
      String name = text("parameter", arguments, 0, 2);
      Optional<String> value = parameters.value(name, of);
      if (value.isEmpty() && arguments.size() == 1) {
        throw new MissingValueException(name, of.id());
      }
      return value.isPresent() ? value.get() : text("parameter", arguments, 1, 2);
    };
  }

  private static String text(String method, List<?> arguments, int index, int most)
      throws TemplateModelException {
    if (arguments.isEmpty() || arguments.size() > most) {
      throw new TemplateModelException(
          "%s has %s, not %d arguments"
              .formatted(method, most == 1 ? "one argument" : "one or two", arguments.size()));
    }
    if (arguments.get(index) instanceof TemplateScalarModel scalar) {
      return scalar.getAsString();
    }
    throw new TemplateModelException("the arguments of " + method + " are texts");
  }

  /** A parameter without any value. */
  static final class MissingValueException extends TemplateModelException {
    private static final long serialVersionUID = 1L;

    MissingValueException(String parameter, String node) {
      super(
          "parameter %s has no value on node %s; set it with lockstep config set %s VALUE"
              .formatted(parameter, node, parameter));
    }
  }

  /** The members, each look at one counted. */
  private final class Members implements TemplateSequenceModel {
    private final Guards guards;
    private final Map<Integer, TemplateModel> made = new HashMap<>();

    Members(Guards guards) {
      this.guards = guards;
    }

    @Override
    public TemplateModel get(int index) throws TemplateModelException {
      guards.count();
      if (index < 0 || index >= members.size()) {
        return null;
      }
      TemplateModel model = made.get(index);
      if (model == null) {
        model = WRAPPER.wrap(member(members.get(index)));
        made.put(index, model);
      }
      return model;
    }

    @Override
    public int size() {
      return members.size();
    }
  }
}
