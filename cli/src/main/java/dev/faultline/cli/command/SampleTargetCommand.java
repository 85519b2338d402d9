package dev.faultline.cli.command;

import dev.faultline.sample.SampleTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code faultline sample-target}: something to put load on. All its arguments are its own. */
@Command(
    name = "sample-target",
    description =
        "Starts a small shop to put load on: checkout and payments, over HTTP, and inference over gRPC.")
final class SampleTargetCommand implements Callable<Integer> {

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    return SampleTarget.run(arguments.toArray(String[]::new), System.in, System.out, System.err);
  }
}
