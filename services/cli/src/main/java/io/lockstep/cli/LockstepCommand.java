package io.lockstep.cli;

import io.lockstep.cli.audit.AuditCommand;
import io.lockstep.cli.authority.CaCommand;
import io.lockstep.cli.certificate.CertCommand;
import io.lockstep.cli.change.ApplyCommand;
import io.lockstep.cli.change.PlanCommand;
import io.lockstep.cli.completion.CompletionCommand;
import io.lockstep.cli.config.ConfigCommand;
import io.lockstep.cli.content.ContentCommand;
import io.lockstep.cli.demo.DemoCommand;
import io.lockstep.cli.doctor.DoctorCommand;
import io.lockstep.cli.explain.ExplainCommand;
import io.lockstep.cli.founding.ClusterCommand;
import io.lockstep.cli.licence.LicenceCommand;
import io.lockstep.cli.maintenance.MaintenanceCommand;
import io.lockstep.cli.node.NodeCommand;
import io.lockstep.cli.past.StateCommand;
import io.lockstep.cli.past.WatchCommand;
import io.lockstep.cli.preflight.PreflightCommand;
import io.lockstep.cli.primary.PrimaryCommand;
import io.lockstep.cli.profile.ProfileCommand;
import io.lockstep.cli.sandbox.DownCommand;
import io.lockstep.cli.sandbox.PrepareCommand;
import io.lockstep.cli.sandbox.UpCommand;
import io.lockstep.cli.secret.SecretCommand;
import io.lockstep.cli.servers.ServersCommand;
import io.lockstep.cli.status.StatusCommand;
import io.lockstep.cli.token.TokenCommand;
import io.lockstep.cli.topics.TopicsCommand;
import io.lockstep.cli.workload.WorkloadCommand;
import picocli.CommandLine.Command;

/** The command without a subcommand: shows its help. */
@Command(
    name = "lockstep",
    description = "Keeps every node of an active/active cluster in the same state.",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      PrepareCommand.class,
      ClusterCommand.class,
      TopicsCommand.class,
      NodeCommand.class,
      StatusCommand.class,
      TokenCommand.class,
      SecretCommand.class,
      CertCommand.class,
      CaCommand.class,
      LicenceCommand.class,
      ConfigCommand.class,
      ProfileCommand.class,
      ContentCommand.class,
      ServersCommand.class,
      PrimaryCommand.class,
      PlanCommand.class,
      ApplyCommand.class,
      StateCommand.class,
      WatchCommand.class,
      PreflightCommand.class,
      MaintenanceCommand.class,
      WorkloadCommand.class,
      ExplainCommand.class,
      AuditCommand.class,
      DoctorCommand.class,
      CompletionCommand.class
    })
final class LockstepCommand {}
