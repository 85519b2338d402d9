package dev.faultline.generator.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Gatling with users who send as soon as they have an answer, each on a connection of its own. */
record Gatling(OtherJvm jvm, Bench bench) {

  private static final String SIMULATION = "dev.faultline.bench.gatling.ClosedSimulation";

  /** Empty where it could not be had. */
  static Optional<Gatling> of(Bench bench) {
    return OtherJvm.gatling().map(jvm -> new Gatling(jvm, bench));
  }

  Peer closed(Processors on, int users, Duration atMost) throws IOException {
    return Peer.command(
        jvm.command(
            on,
            List.of(
                "java.io.tmpdir=" + bench.folder(),
                "port=" + bench.port(),
                "users=" + users,
                "seconds=" + atMost.toSeconds()),
            List.of("-s", SIMULATION, "-nr", "-rf", bench.folder().resolve("gatling").toString())));
  }
}
