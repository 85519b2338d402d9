package dev.faultline.detector.topology;

import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;
import dev.faultline.detector.analysis.Output;
import dev.faultline.detector.topology.Input.Source;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import dev.faultline.schemas.UndecodableException;
import dev.faultline.schemas.deadletter.DeadLetter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Gives each run's records to its analysis and tells what that finds. A record is journalled before
 * it is analysed, in the same transaction as what it led to, so a restart continues exactly where
 * the last commit was.
 *
 * <p>Children are named after their topics.
 */
final class JudgeRuns implements Processor<byte[], byte[], String, byte[]> {

  private static final Logger LOG = System.getLogger(JudgeRuns.class.getName());

  private final TopologyListener listener;
  private ProcessorContext<String, byte[]> context;
  private Optional<Runs> restored = Optional.empty();

  JudgeRuns(TopologyListener listener) {
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> itsContext) {
    context = itsContext;
    restored = Optional.empty();
  }

  /** Another instance may go on with these runs. */
  @Override
  public void close() {
    restored.ifPresent(runs -> runs.all().keySet().forEach(listener::forget));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata place = context.recordMetadata().orElseThrow();
    Source source = Source.ofTopic(place.topic());
    Input input;
    try {
      input = source.decode(record.value());
    } catch (UndecodableException e) {
      reject(record, place, e);
      return;
    }
    process(source, record.value(), input);
  }

  /** What the journal holds is read at the first record, when the store is sure to be restored. */
  private Runs runs() {
    if (restored.isEmpty()) {
      Runs runs = new Runs(context.getStateStore(RunJournal.NAME));
      runs.all().forEach(this::restore);
      restored = Optional.of(runs);
    }
    return restored.get();
  }

  private void restore(RunId runId, LiveRun run) {
    run.planName().ifPresent(plan -> listener.started(runId, plan));
    run.regressions().forEach(listener::restored);
  }

  private void process(Source source, byte[] value, Input input) {
    if (!isAnalysed(input)) {
      if (input instanceof Input.OfRun(var event) && isLast(event)) {
        forget(event.runId());
      }
      return;
    }
    List<Output> outputs = runs().accept(source, value, input, listener::forget);
    follow(input);
    outputs.forEach(this::tell);
  }

  private void follow(Input input) {
    switch (input) {
      case Input.OfRun(RunEvent.Started started) ->
          runs()
              .find(started.runId())
              .flatMap(LiveRun::planName)
              .ifPresent(plan -> listener.started(started.runId(), plan));
      case Input.OfWindows(RunProgress progress) ->
          listener.reached(progress.runId(), progress.watermarkMicros());
      case Input.OfRun _, Input.OfWindows _, Input.OfFaults _, Input.OfResources _ -> {}
    }
  }

  /** Roll-ups say nothing that their base windows have not said. */
  private boolean isAnalysed(Input input) {
    return switch (input) {
      case Input.OfRun(var event) -> isAnalysed(event);
      case Input.OfWindows(WindowStats window) -> window.isBase();
      case Input.OfWindows _, Input.OfFaults _, Input.OfResources _ -> true;
    };
  }

  /** What happens before a run starts, and after its end, says nothing to the analysis. */
  private boolean isAnalysed(RunEvent event) {
    return switch (event) {
      case RunEvent.Started _ -> true;
      case RunEvent.AbortRequested request -> runs().knows(request.runId());
      case RunEvent.Submitted _, RunEvent.Prepared _, RunEvent.Aborted _, RunEvent.Finished _ ->
          false;
    };
  }

  private static boolean isLast(RunEvent event) {
    return event instanceof RunEvent.Aborted || event instanceof RunEvent.Finished;
  }

  private void tell(Output output) {
    switch (output) {
      case Output.News(RegressionEvent event) -> {
        send(Topics.REGRESSIONS, event.runId(), event, event.atMicros());
        listener.regression(event);
      }
      case Output.Abort(RunId runId, long atMicros, String reason) ->
          send(new RunEvent.AbortRequested(runId, atMicros, plan(runId), reason));
      case Output.Judged(RunVerdict verdict) -> judge(verdict);
    }
  }

  private void judge(RunVerdict verdict) {
    RunId runId = verdict.runId();
    long atMicros = verdict.endMicros();
    send(Topics.VERDICTS, runId, verdict, atMicros);
    send(new RunEvent.Finished(runId, atMicros, plan(runId), verdict.verdict()));
    listener.verdict(verdict);
    forget(runId);
  }

  private void forget(RunId runId) {
    runs().forget(runId);
    listener.forget(runId);
  }

  private PlanSource plan(RunId runId) {
    return runs().find(runId).flatMap(LiveRun::plan).orElseThrow();
  }

  private void send(RunEvent event) {
    send(Topics.RUNS, event.runId(), event, event.atMicros());
  }

  private <T> void send(Topic<T> topic, RunId runId, T value, long atMicros) {
    byte[] bytes = topic.codec().encode(value);
    context.forward(
        new Record<>(runId.toString(), bytes, Math.floorDiv(atMicros, 1000L)), topic.name());
  }

  private void reject(Record<byte[], byte[]> record, RecordMetadata place, UndecodableException e) {
    listener.undecodable();
    LOG.log(
        Level.WARNING,
        "{0}-{1}@{2} goes to the dead letters: {3}",
        place.topic(),
        place.partition(),
        Long.toString(place.offset()),
        e.getMessage());
    byte[] value = Optional.ofNullable(record.value()).orElse(new byte[0]);
    DeadLetter letter =
        new DeadLetter(
            place.topic(), place.partition(), place.offset(), e.getMessage(), Bytes.wrap(value));
    context.forward(
        new Record<>(
            place.topic() + "/" + place.partition(),
            Topics.DEAD_LETTERS.codec().encode(letter),
            record.timestamp()),
        Topics.DEAD_LETTERS.name());
  }
}
