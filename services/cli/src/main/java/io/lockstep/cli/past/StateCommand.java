package io.lockstep.cli.past;

import picocli.CommandLine.Command;

/** The state of the cluster at any revision. */
@Command(
    name = "state",
    description = "Look at past states, compare them, and go back.",
    subcommands = {StateAt.class, StateDiff.class, StateRevert.class})
public final class StateCommand {}
