package dev.faultline.generator.bench;

import dev.faultline.core.run.RunId;
import dev.faultline.testkit.bench.ChildJvm;
import dev.faultline.testkit.bench.Reach;
import dev.faultline.testkit.bench.Table;
import java.time.Duration;

/** As many requests as the processors can do over so many connections, each tool in turn. */
record ClosedBenchmark(Bench bench, Processors clients) {

  private static final int ANSWER_BYTES = 77;
  private static final String FAULTLINE = "Faultline, every result acknowledged by Kafka";
  private static final String WRK = "wrk";
  private static final String HYPERFOIL = "Hyperfoil";
  private static final String GATLING = "Gatling";

  void run() throws Exception {
    Turns<Pass> turns = new Turns<>();
    Bench forNative = bench.forNative();
    turns.add(
        WRK,
        () -> Pass.of(Peer.wrk(clients, bench.port(), Bench.CONNECTIONS, longest()), forNative));
    turns.add(
        "hey",
        () -> Pass.of(Peer.hey(clients, bench.port(), Bench.CONNECTIONS, longest(), 0), forNative));
    if (clients == Processors.FIRST) {
      turns.add("bare Netty loop", this::bareLoop);
    } else {
      Gatling.of(bench)
          .ifPresent(
              its ->
                  turns.add(
                      GATLING, () -> peer(its.closed(clients, Bench.CONNECTIONS, longest()))));
    }
    Hyperfoil.of(bench)
        .ifPresent(
            its ->
                turns.add(
                    HYPERFOIL, () -> peer(its.closed(clients, Bench.CONNECTIONS, longest()))));
    turns.add(FAULTLINE, this::faultline);
    turns.keep(bench.only());
    turns.take(bench);
    print(turns);
    judge(turns);
  }

  private void print(Turns<Pass> turns) {
    String reference = turns.has(WRK) ? WRK : turns.names().iterator().next();
    double whole = turns.median(reference, Pass::rate);
    String title = clients == Processors.FIRST ? "closed" : "closed on both processors";
    Table table =
        new Table(
            title + ", %d connections".formatted(Bench.CONNECTIONS),
            "requests/s",
            "of " + reference,
            "CPU ms per 1,000");
    for (String name : turns.names()) {
      double rate = turns.median(name, Pass::rate);
      table.row(
          name,
          Table.format("%,.0f", rate),
          Table.format("%.2f", rate / whole),
          Table.format("%.1f", turns.median(name, Pass::cpuMicros)));
    }
    table.end();
  }

  private void judge(Turns<Pass> turns) {
    if (!turns.has(FAULTLINE)) {
      return;
    }
    if (clients == Processors.ALL) {
      reach(turns, GATLING, 2);
      return;
    }
    reach(turns, WRK, 1);
    reach(turns, HYPERFOIL, 1);
    Reach.atMost(
        "ms of CPU per 1,000 requests by Faultline, Kafka included",
        15,
        turns.median(FAULTLINE, Pass::cpuMicros));
  }

  private static void reach(Turns<Pass> turns, String peer, double times) {
    if (turns.has(peer)) {
      Reach.atLeast(
          "times the requests/s of %s by Faultline".formatted(peer),
          times,
          turns.median(FAULTLINE, Pass::rate) / turns.median(peer, Pass::rate));
    }
  }

  private Duration longest() {
    return Pass.patience(bench);
  }

  private Pass peer(Peer peer) throws InterruptedException {
    return Pass.of(peer, bench);
  }

  private Pass bareLoop() throws Exception {
    return peer(Peer.bareLoop(bench.folder(), bench.port(), Bench.CONNECTIONS, ANSWER_BYTES));
  }

  private Pass faultline() throws Exception {
    try (ChildJvm engine = bench.engine(clients)) {
      long before = bench.count();
      RunId run =
          bench.submit(
              "{ model: closed, stages: [ { constant: { users: 64, duration: DURATION } } ] }",
              "{ connections: 64 }",
              longest());
      bench.awaitRequests(engine.process(), before);
      Pass pass = Pass.of(engine.process(), bench);
      RunResults.of(bench.settings(), run, bench.warmUp()).verify();
      engine.check();
      return pass;
    }
  }
}
