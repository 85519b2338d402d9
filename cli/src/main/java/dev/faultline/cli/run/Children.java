package dev.faultline.cli.run;

import dev.faultline.cli.process.ChildJvm;
import dev.faultline.cli.process.ChildSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The child JVMs that a run needs beside its Kafka, ended in the reverse order. */
final class Children implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Deque<ChildJvm> started = new ArrayDeque<>();

  /** Starts them without waiting for them; none is left over when one fails. */
  static Children start(List<ChildSpec> specs, RunFolder folder, RunLock lock) throws IOException {
    Children children = new Children();
    try {
      for (ChildSpec spec : specs) {
        ChildJvm child = ChildJvm.start(spec, folder.childLog(spec));
        children.started.push(child);
        lock.add(child.identity());
      }
      return children;
    } catch (IOException | RuntimeException e) {
      children.close();
      throw e;
    }
  }

  /** Waits until all are ready. */
  void awaitReady() throws IOException {
    for (ChildJvm child : started) {
      child.awaitReady(PATIENCE);
    }
  }

  @Override
  public void close() {
    started.forEach(ChildJvm::close);
  }
}
