package io.lockstep.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.topology.policy.Policy;
import io.lockstep.topology.testing.StatusDriver;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

class StatusTopologyTest {
  @Test
  void isDescribedAs() {
    Topology topology = StatusTopology.of("blue", StatusDriver.serdes(), Policy.DEFAULT);

    assertThat(topology.describe().toString().replaceAll("\\h+\\n", "\n").strip())
        .isEqualTo(
            """
            Topologies:
               Sub-topology: 0
                Source: read-events (topics: [lockstep.blue.events])
                  --> judge, type-views
                Source: read-outcomes (topics: [lockstep.blue.outcomes])
                  --> judge
                Source: read-reports (topics: [lockstep.blue.node-reports])
                  --> judge
                Processor: type-views (stores: [])
                  --> write-certificates, write-configuration, write-members, write-promotions
                  <-- read-events
                Processor: judge (stores: [alerts, settings, promotions, certificates, members,\
             node-status, timeline, cluster-status])
                  --> write-alerts, write-cluster-status, write-node-status
                  <-- read-events, read-reports, read-outcomes
                Sink: write-alerts (topic: lockstep.blue.alerts)
                  <-- judge
                Sink: write-certificates (topic: lockstep.blue.certificates)
                  <-- type-views
                Sink: write-cluster-status (topic: lockstep.blue.cluster-status)
                  <-- judge
                Sink: write-configuration (topic: lockstep.blue.configuration)
                  <-- type-views
                Sink: write-members (topic: lockstep.blue.members)
                  <-- type-views
                Sink: write-node-status (topic: lockstep.blue.node-status)
                  <-- judge
                Sink: write-promotions (topic: lockstep.blue.promotions)
                  <-- type-views"""
                .strip());
  }
}
