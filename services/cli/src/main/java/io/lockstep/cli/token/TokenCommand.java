package io.lockstep.cli.token;

import picocli.CommandLine.Command;

/** Tokens, with which nodes join and people ask. */
@Command(
    name = "token",
    description = "Create, list and revoke the tokens with which nodes join and people ask.",
    subcommands = {TokenCreate.class, TokenList.class, TokenRevoke.class})
public final class TokenCommand {}
