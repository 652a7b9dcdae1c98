package io.lockstep.cli.audit.proof;

/**
 * What the commands that are still kept prove of the changes in the journal.
 *
 * @param commands how many are kept
 * @param unsigned how many of them have no valid signature of the node that they name, or cannot be
 *     read; that they stand in the topic is not a failure
 * @param covered changes whose command is kept and is signed as it must be
 * @param older changes before those: their commands are not kept any more
 * @param own changes behind those that nodes and the cluster made without a command: terms, repairs
 *     …
 * @param bad changes that their commands contradict, or that have none though they must
 * @param revision the first revision of the first bad change; 0 for none
 * @param offset of its record in the journal; -1 for none
 * @param reason what is wrong with it, a sentence without its full stop; null for none
 */
public record CommandFinding(
    long commands,
    long unsigned,
    long covered,
    long older,
    long own,
    long bad,
    long revision,
    long offset,
    String reason) {}
