package dev.faultline.cli.replay;

import dev.faultline.cli.console.Style;
import dev.faultline.cli.console.Wording;
import dev.faultline.cli.process.FreePorts;
import dev.faultline.cli.run.RunFailedException;
import dev.faultline.cli.run.StopSignal;
import dev.faultline.cli.run.StoppedException;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.RunVerdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A replay as its user meets it: what is replayed, how far it is, what it came to. */
public final class ReplaySession {

  /** What other thresholds lead to. */
  public sealed interface Changed {

    /** Only what thresholds decide may have changed. */
    record Judged(Verdict verdict) implements Changed {}

    /** The run has no verdict, and with other thresholds neither. */
    record NotJudged() implements Changed {}

    /** The answer differs in what thresholds have no part in: the verdict proves nothing. */
    record Different() implements Changed {}
  }

  private final RecordedRun run;
  private final Replay replay;
  private final PrintWriter out;
  private final Style style;
  private final boolean terminal;

  /**
   * @param terminal whether a progress bar makes sense
   */
  public ReplaySession(
      RecordedRun run,
      FreePorts ports,
      StopSignal stop,
      PrintWriter out,
      Style style,
      boolean terminal) {
    this.run = run;
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    this.replay = new Replay(ports, stop, temporary, Replay.SILENCE);
    this.out = out;
    this.style = style;
    this.terminal = terminal;
  }

  /** Replays the run as it was; says whether the answer is the same and tells what is not. */
  public boolean again() throws StoppedException, RunFailedException, BadRecordingException {
    Answer replayed = play(run.runEvents());
    return tell(run.answer(), replayed);
  }

  /**
   * Replays the run with other thresholds and tells what that changes.
   *
   * @param plan the run's plan with other thresholds
   */
  public Changed with(Plan plan)
      throws StoppedException, RunFailedException, BadRecordingException {
    Answer replayed = play(run.runEvents().with(plan.thresholds()));
    Optional<RunVerdict> before = run.answer().verdict();
    Optional<RunVerdict> now = replayed.verdict();
    boolean sameBasis = tell(run.answer().judgedAs(replayed), replayed);
    now.ifPresentOrElse(
        verdict -> new ThresholdTable(before, verdict, style).lines().forEach(out::println),
        () -> out.println("no verdict"));
    if (!sameBasis) {
      return new Changed.Different();
    }
    return now.<Changed>map(verdict -> new Changed.Judged(verdict.verdict()))
        .orElseGet(Changed.NotJudged::new);
  }

  private Answer play(RunEvents runEvents)
      throws StoppedException, RunFailedException, BadRecordingException {
    out.println(
        "replaying run %s: %s, %s of load, %,d records"
            .formatted(
                run.runId(),
                run.plan().name(),
                Wording.elapsed(run.length().toNanos() / 1_000),
                run.inputs()));
    ReplayProgress progress = new ReplayProgress(out, terminal, run.answer().windows().size());
    progress.reached(0);
    long begin = System.nanoTime();
    Replay.Replayed replayed;
    try {
      replayed = replay.play(run.recording(), runEvents, progress);
    } finally {
      progress.end();
    }
    out.println(speed(replayed.took(), Duration.ofNanos(System.nanoTime() - begin)));
    return replayed.answer();
  }

  private String speed(Duration took, Duration all) {
    double seconds = Math.max(1, took.toMillis()) / 1e3;
    return ("replayed in %.1f s: %,.0f records/s, %.1f times as fast as the run"
            + " (%.1f s with Kafka's start and end)")
        .formatted(
            seconds,
            run.inputs() / seconds,
            run.length().toMillis() / 1e3 / seconds,
            all.toMillis() / 1e3);
  }

  private boolean tell(Answer recorded, Answer replayed) {
    Comparison comparison = Comparison.of(recorded, replayed, run.startMicros());
    if (comparison.identical()) {
      out.println(style.good("identical") + ": " + contents(replayed));
    } else {
      List<String> lines = ComparisonText.lines(comparison);
      out.println(style.bad(lines.getFirst()));
      lines.subList(1, lines.size()).forEach(out::println);
    }
    return comparison.identical();
  }

  private static String contents(Answer answer) {
    return "%,d window records, %,d regression events, %s"
        .formatted(
            answer.windows().size(),
            answer.regressions().size(),
            answer.verdict().map(verdict -> "verdict " + verdict.verdict()).orElse("no verdict"));
  }
}
