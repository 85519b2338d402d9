package dev.faultline.cli.plan;

import dev.faultline.cli.report.Numbers;
import dev.faultline.cli.report.ProfileWording;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.profile.ArrivalSchedule;
import dev.faultline.core.profile.LoadCurve;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Spacing;
import dev.faultline.core.threshold.Threshold;
import dev.faultline.core.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * What a plan would do, for a terminal: each scenario's load, all of it, when faults come, and
 * which thresholds may end it.
 */
public final class PlanView {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Plan plan;
  private final int width;
  private final long endMicros;
  private final List<String> lines = new ArrayList<>();

  private PlanView(Plan plan, int width) {
    this.plan = plan;
    this.width = width;
    this.endMicros = Durations.micros(shown(plan));
  }

  /** How much of it there is to be seen: all, or as much as has a shape when it has no end. */
  private static Duration shown(Plan plan) {
    return plan.isEndless()
        ? Stream.concat(
                plan.scenarios().stream()
                    .map(Scenario::load)
                    .filter(load -> !load.isEndless())
                    .map(LoadProfile::duration),
                Stream.concat(
                    plan.faults().stream().map(fault -> fault.at().plus(fault.duration())),
                    Stream.of(HOUR)))
            .max(Duration::compareTo)
            .orElseThrow()
        : plan.duration();
  }

  /**
   * The lines to print; the same for the same plan.
   *
   * @param width in characters of the charts, without their margin
   */
  public static List<String> lines(Plan plan, int width) {
    PlanView view = new PlanView(plan, width);
    view.headline();
    plan.scenarios().forEach(view::scenario);
    view.total("all arrivals", view.loads(LoadProfile.Open.class));
    view.total("all users", view.loads(LoadProfile.Closed.class));
    if (view.isDrawn()) {
      view.timeLine();
    }
    return List.copyOf(view.lines);
  }

  private void headline() {
    List<LoadProfile.Open> open = loads(LoadProfile.Open.class);
    StringJoiner facts = new StringJoiner(", ", plan.name() + ": ", "");
    facts.add(plan.isEndless() ? "until somebody ends it" : Durations.format(plan.duration()));
    facts.add(counted(plan.scenarios().size(), "scenario"));
    if (!open.isEmpty() && !plan.isEndless()) {
      facts.add(counted(open.stream().mapToLong(PlanView::arrivals).sum(), "arrival"));
    }
    if (!plan.faults().isEmpty()) {
      facts.add(counted(plan.faults().size(), "fault"));
    }
    lines.add(facts.toString());
  }

  private void scenario(Scenario scenario) {
    switch (scenario.load()) {
      case LoadProfile.Open probe when probe.isProbe() ->
          lines.addAll(List.of("", scenario.name() + ": " + ProfileWording.of(probe)));
      case LoadProfile.Open open ->
          chart(scenario.name(), List.of(open), counted(arrivals(open), "arrival") + how(open));
      case LoadProfile.Closed closed ->
          chart(
              scenario.name(),
              List.of(closed),
              closed.isLimited() ? "at most " + counted(closed.iterations(), "iteration") : "");
    }
  }

  private <L extends LoadProfile> void total(String title, List<L> loads) {
    List<L> drawn = loads.stream().filter(load -> !load.isProbe()).toList();
    if (drawn.size() > 1) {
      chart(title, drawn, "");
    }
  }

  private void chart(String title, List<? extends LoadProfile> loads, String total) {
    LevelChart chart = LevelChart.of(new LoadCurve(loads), endMicros, width);
    String peak =
        loads.getFirst() instanceof LoadProfile.Open
            ? "at most %s arrivals/s".formatted(Numbers.significant(chart.peak()))
            : "at most " + counted(Math.round(chart.peak()), "user");
    lines.add("");
    lines.add(title + ": " + (total.isEmpty() ? peak : total + ", " + peak));
    lines.addAll(chart.lines());
  }

  private void timeLine() {
    String end = Durations.format(shown(plan)) + (plan.isEndless() ? " …" : "");
    int gap = Math.max(1, width - "0s".length() - end.length());
    lines.add(" ".repeat(LevelChart.MARGIN) + "0s" + " ".repeat(gap) + end);
    plan.faults().forEach(fault -> lines.add(" ".repeat(LevelChart.MARGIN) + lane(fault)));
    plan.thresholds().forEach(this::earlyEnd);
  }

  /** Probes alone have no shape to be drawn. */
  private boolean isDrawn() {
    return !plan.faults().isEmpty()
        || plan.scenarios().stream().anyMatch(scenario -> !scenario.load().isProbe());
  }

  private void earlyEnd(Threshold threshold) {
    threshold
        .abortAfter()
        .map(
            delay ->
                "from %s on it ends when %s %s does not hold"
                    .formatted(
                        Durations.format(delay),
                        threshold.written(),
                        threshold.expression().written()))
        .ifPresent(line -> lines.add(" ".repeat(LevelChart.MARGIN) + line));
  }

  private String lane(FaultSpec fault) {
    long from = Durations.micros(fault.at());
    long to = from + Durations.micros(fault.duration());
    int first = (int) Math.min(width - 1L, from * width / endMicros);
    int last = (int) Math.clamp(Math.ceilDiv(to * width, endMicros), first + 1L, width);
    return " ".repeat(first)
        + "▒".repeat(last - first)
        + " ".repeat(width - last)
        + "  %s, %s to %s"
            .formatted(
                fault.name(),
                Durations.format(fault.at()),
                Durations.format(fault.at().plus(fault.duration())));
  }

  private <L extends LoadProfile> List<L> loads(Class<L> model) {
    return plan.scenarios().stream()
        .map(Scenario::load)
        .filter(model::isInstance)
        .map(model::cast)
        .toList();
  }

  private static String how(LoadProfile.Open open) {
    return switch (open.spacing()) {
      case Spacing.Even _ -> "";
      case Spacing.Poisson _ -> " at random (Poisson)";
    };
  }

  private static long arrivals(LoadProfile.Open open) {
    return new ArrivalSchedule(open).total();
  }

  private static String counted(long number, String what) {
    return Numbers.count(number) + " " + what + (number == 1 ? "" : "s");
  }
}
