package dev.faultline.generator.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Hyperfoil, in as many threads as there are processors for it. */
record Hyperfoil(OtherJvm jvm, Bench bench) {

  private static final String ANSWER = "> ";

  /** What it says itself after its warm-up. */
  record Reported(long p50Micros, long p99Micros, long answers) {}

  /**
   * A load at a rate that is under way, and ends by itself.
   *
   * @param due arrivals after its warm-up
   */
  record Run(Process process, Peer peer, long due) implements AutoCloseable {

    /** Waits for its end. */
    Reported reported() throws IOException {
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith(ANSWER)) {
            String[] figures = line.substring(ANSWER.length()).split(" ");
            return new Reported(
                Long.parseLong(figures[0]), Long.parseLong(figures[1]), Long.parseLong(figures[2]));
          }
        }
      }
      throw new IOException("Hyperfoil ended without a result");
    }

    @Override
    public void close() {
      peer.close();
    }
  }

  /** Empty where it could not be had. */
  static Optional<Hyperfoil> of(Bench bench) {
    return OtherJvm.hyperfoil().map(jvm -> new Hyperfoil(jvm, bench));
  }

  /** As fast as it can. */
  Peer closed(Processors on, int users, Duration atMost) throws IOException {
    return Peer.command(command(on, users, 0, Duration.ofSeconds(1), atMost));
  }

  /** At a rate; its warm-up is over a second before that of the benchmark. */
  Run open(int connections, int rate, Duration after) throws IOException {
    Duration warmUp = bench.warmUp().minusSeconds(1);
    Duration load = after.plusSeconds(1);
    Process process =
        new ProcessBuilder(
                command(
                    Processors.FIRST,
                    connections,
                    rate,
                    warmUp.isPositive() ? warmUp : Duration.ofSeconds(1),
                    load))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new Run(process, Peer.of(process), rate * load.toSeconds());
  }

  private List<String> command(
      Processors on, int connections, int rate, Duration warmUp, Duration after) {
    return jvm.command(
        on,
        List.of("java.io.tmpdir=" + bench.folder()),
        List.of(
            "" + bench.port(),
            "" + connections,
            "" + on.count(),
            "" + rate,
            "" + warmUp.toSeconds(),
            "" + after.toSeconds()));
  }
}
