package dev.faultline.cli.run;

import java.nio.file.Path;

/**
 * A run that is over.
 *
 * @param folder where everything of the run was written
 * @param stopped whether the user ended it early
 */
public record RunOutcome(RunRecord record, Ending ending, Path folder, boolean stopped) {}
