package io.lockstep.materialize;

import io.lockstep.materialize.servers.ServersFile;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeDrained;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromotionOrderChanged;
import io.lockstep.schema.PromotionReason;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import java.time.Instant;
import java.util.List;

/** Images for tests, a payload at a time. Immutable. */
public record Images(ClusterImage image) {
  public static Images empty() {
    return new Images(ClusterImage.EMPTY);
  }

  public Images set(String key, String scope, String value) {
    return with(
        ConfigurationChanged.newBuilder().setKey(key).setScope(scope).setValue(value).build());
  }

  public Images seal(String key, String scope, String text) {
    return seal(key, scope, text, 1);
  }

  public Images seal(String key, String scope, String text, int version) {
    return with(
        ConfigurationChanged.newBuilder()
            .setKey(key)
            .setScope(scope)
            .setValue("")
            .setSealed(TestSecrets.seal(text, version))
            .build());
  }

  public Images unset(String key, String scope) {
    return with(new ConfigurationRemoved(key, scope));
  }

  public Images join(String id, String site) {
    return join(id, site, List.of());
  }

  public Images join(String id, String site, List<String> roles) {
    return join(id, id, site, roles);
  }

  public Images join(String id, String host, String site, List<String> roles) {
    return with(
        new NodeJoined(
            Member.newBuilder()
                .setId(id)
                .setHost(host)
                .setUrl("http://" + id)
                .setAdminUrl("https://" + id + ":444")
                .setSite(site)
                .setRoles(roles)
                .setState(MemberState.ACTIVE)
                .setSoftwareVersion("1")
                .setFormatLevel(1)
                .build()));
  }

  /** The same node, drained. */
  public Images drain(String id) {
    Member member = image.members().get(id).orElseThrow();
    return with(new NodeDrained(Member.newBuilder(member).setState(MemberState.DRAINED).build()));
  }

  public Images promote(String id, long epoch) {
    return with(
        PrimaryPromoted.newBuilder()
            .setEpoch(epoch)
            .setNode(id)
            .setPrevious(null)
            .setReason(PromotionReason.MANUAL)
            .build());
  }

  public Images order(String servers) {
    ServersFile file = ServersFile.parse(servers);
    return with(new PromotionOrderChanged(file.entries(), file.trailer()));
  }

  private Images with(Object payload) {
    Event event =
        Event.newBuilder()
            .setCluster("c")
            .setRevision(image.revision() + 1)
            .setEpoch(1)
            .setChangeId("x")
            .setChangeIndex(0)
            .setChangeSize(1)
            .setTime(Instant.EPOCH)
            .setOrigin("n1")
            .setActor("test")
            .setPayload(payload)
            .build();
    return new Images(Replay.apply(image, List.of(event)));
  }
}
