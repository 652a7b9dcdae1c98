package io.lockstep.topology.judge;

import io.lockstep.schema.Alert;
import io.lockstep.schema.CertificateView;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.ConfigurationView;
import io.lockstep.schema.MemberView;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.PromotionView;
import io.lockstep.topology.Names;
import io.lockstep.topology.store.Kept;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** The stores of a task, decoded. */
record TaskStores(
    Kept<String, NodeStatus> nodes,
    Kept<String, ClusterStatus> cluster,
    Kept<String, Alert> alerts,
    Kept<String, MemberView> members,
    Kept<String, ConfigurationView> settings,
    Kept<String, CertificateView> certificates,
    Kept<String, PromotionView> promotions,
    Kept<Long, Long> timeline) {

  /** Of a task whose stores are restored. */
  static TaskStores of(ProcessorContext<?, ?> context) {
    return new TaskStores(
        new Kept<>(context.getStateStore(Names.NODE_STATUS)),
        new Kept<>(context.getStateStore(Names.CLUSTER_STATUS)),
        new Kept<>(context.getStateStore(Names.ALERTS)),
        new Kept<>(context.getStateStore(Names.MEMBERS)),
        new Kept<>(context.getStateStore(Names.SETTINGS)),
        new Kept<>(context.getStateStore(Names.CERTIFICATES)),
        new Kept<>(context.getStateStore(Names.PROMOTIONS)),
        new Kept<>(context.getStateStore(Names.TIMELINE)));
  }
}
