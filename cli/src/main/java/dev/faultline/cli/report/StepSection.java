package dev.faultline.cli.report;

import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.figures.StepFigures;
import dev.faultline.cli.report.markup.Element;
import dev.faultline.cli.report.markup.Table;
import dev.faultline.cli.report.markup.Text;
import dev.faultline.core.delivery.DeliveryStatus;
import dev.faultline.core.latency.LatencyHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Results and latency of every step over the whole run, from merged histograms. */
final class StepSection {

  private static final String NO_DATA = "NO_DATA";

  private StepSection() {}

  static Element element(RunFigures figures) {
    Element section = Element.of("section", Element.of("h2", "Steps")).with("id", "steps");
    if (figures.steps().isEmpty()) {
      return section.add(Element.of("p", "The plan measures no step."));
    }
    return section.add(
        latencies("Response time, from the intended start", figures, StepFigures::responseTime),
        latencies("Service time, from the actual send", figures, StepFigures::serviceTime),
        results(figures));
  }

  private static Element latencies(
      String caption, RunFigures figures, Function<StepFigures, LatencyHistogram> which) {
    Table table =
        Table.of(caption, "Step", "Mean", "p50", "p90", "p95", "p99", "p99.9", "Max", "Count");
    for (StepFigures step : figures.steps()) {
      LatencyHistogram latencies = which.apply(step);
      table.row(
          new Text(step.name()),
          latency(latencies, latencies.mean()),
          latency(latencies, latencies.percentile(50)),
          latency(latencies, latencies.percentile(90)),
          latency(latencies, latencies.percentile(95)),
          latency(latencies, latencies.percentile(99)),
          latency(latencies, latencies.percentile(99.9)),
          latency(latencies, latencies.max()),
          new Text(Numbers.count(latencies.count())));
    }
    return table.element();
  }

  private static Text latency(LatencyHistogram latencies, double micros) {
    return new Text(latencies.count() == 0 ? NO_DATA : Numbers.latency(micros));
  }

  private static Element results(RunFigures figures) {
    Table table =
        Table.of("Results", "Step", "Results", "Error rate", "By outcome", "By status", "Missing");
    for (StepFigures step : figures.steps()) {
      table.row(
          new Text(step.name()),
          new Text(Numbers.count(step.count())),
          new Text(
              step.count() == 0 ? NO_DATA : Numbers.percent((double) step.failed() / step.count())),
          new Text(
              step.outcomes().entrySet().stream()
                  .filter(entry -> entry.getValue() > 0)
                  .map(entry -> entry.getKey() + " " + Numbers.count(entry.getValue()))
                  .collect(Collectors.joining(", "))),
          new Text(statuses(step)),
          new Text(Numbers.count(step.missing())));
    }
    return table.element();
  }

  /** A status of 0 is no answer or, of gRPC, OK; those of deliveries have words. */
  private static String statuses(StepFigures step) {
    List<String> counts = new ArrayList<>();
    step.statuses()
        .forEach(
            (status, count) -> {
              Optional<DeliveryStatus> event = DeliveryStatus.of(step.step(), status);
              if (event.isPresent()) {
                counts.add(event.get().words() + ": " + Numbers.count(count));
                return;
              }
              if (status != 0) {
                counts.add(status + ": " + Numbers.count(count));
                return;
              }
              long unanswered = Math.min(count, step.unanswered());
              if (unanswered > 0) {
                counts.add("no answer: " + Numbers.count(unanswered));
              }
              if (count > unanswered) {
                counts.add("0: " + Numbers.count(count - unanswered));
              }
            });
    return String.join(", ", counts);
  }
}
