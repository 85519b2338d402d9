package dev.faultline.detector.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.resource.ResourceProgress;
import dev.faultline.core.resource.ResourceRecord;
import dev.faultline.core.resource.ResourceSample;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.verdict.ThresholdResult;
import dev.faultline.core.window.WindowRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What a resource uses is judged at the end of its run, however the topics interleave. */
class ResourceAnalysisTest {

  private static final RunId RUN = new RunId(new UUID(7, 9));
  private static final ScriptedRun SCRIPT = new ScriptedRun(RUN, _ -> 0);

  @Test
  void whatGrowsTooFastFails() {
    RunVerdict verdict = verdictOf(samplesFirst(samples(second -> 1e8 + second * 1e6)));

    assertThat(verdict.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(verdict.thresholds()).extracting(ThresholdResult::held).containsExactly(false, true);
    assertThat(verdict.thresholds().getFirst().observed().getAsDouble()).isEqualTo(3.6e9);
    assertThat(verdict.reasons())
        .containsExactly(
            "threshold resource_growth_per_hour{resource:shop,measure:rss}: value<1e9 did not hold,"
                + " it was 3600000000");
  }

  @Test
  void whatStaysPasses() {
    RunVerdict verdict = verdictOf(samplesFirst(samples(second -> 1e8 + (second % 3) * 1e6)));

    assertThat(verdict.verdict()).as("%s", verdict.reasons()).isEqualTo(Verdict.PASS);
  }

  @Test
  void theVerdictWaitsForTheSamplesAndIsTheSame() {
    List<ResourceRecord> samples = samples(second -> 1e8 + second * 1e6);
    List<Object> samplesLast = new ArrayList<>(SCRIPT.windows());
    samplesLast.addAll(samples);
    List<Object> withoutEnd = new ArrayList<>(samplesLast);
    withoutEnd.removeLast();

    assertThat(told(withoutEnd)).noneMatch(Output.Judged.class::isInstance);
    assertThat(verdictOf(samplesLast)).isEqualTo(verdictOf(samplesFirst(samples)));
  }

  @Test
  void gapsAreNoData() {
    List<ResourceRecord> gaps = new ArrayList<>();
    for (int second = 0; second < ScriptedRun.SECONDS; second++) {
      gaps.add(ResourceSample.gap(RUN, ScriptedRun.at(second), "shop", "nobody listens"));
    }
    gaps.add(new ResourceProgress(RUN, ScriptedRun.at(60), true));
    RunVerdict verdict = verdictOf(samplesFirst(gaps));

    assertThat(verdict.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(verdict.reasons())
        .contains(
            "threshold resource_used{resource:shop,measure:rss}: max<1e9 could not be judged, for"
                + " nothing was measured for it");
  }

  private static List<Object> samplesFirst(List<ResourceRecord> samples) {
    List<Object> all = new ArrayList<>(samples);
    all.addAll(SCRIPT.windows());
    return all;
  }

  private static List<ResourceRecord> samples(IntToDoubleFunction rss) {
    List<ResourceRecord> all = new ArrayList<>();
    for (int second = 0; second < ScriptedRun.SECONDS; second++) {
      Map<String, Double> values = Map.of("rss", rss.applyAsDouble(second));
      all.add(ResourceSample.of(RUN, ScriptedRun.at(second), "shop", values));
    }
    all.add(new ResourceProgress(RUN, ScriptedRun.at(60), true));
    return all;
  }

  private static RunVerdict verdictOf(List<Object> records) {
    return told(records).getLast() instanceof Output.Judged(RunVerdict verdict)
        ? verdict
        : noVerdict();
  }

  private static RunVerdict noVerdict() {
    throw new AssertionError("there is no verdict");
  }

  private static List<Output> told(List<Object> records) {
    RunAnalysis analysis = new RunAnalysis();
    List<Output> told = new ArrayList<>(analysis.started(plan(), ScriptedRun.START));
    for (Object record : records) {
      told.addAll(
          switch (record) {
            case WindowRecord window -> analysis.accept(window);
            case ResourceRecord resource -> analysis.accept(resource);
            default -> throw new AssertionError(record);
          });
    }
    return told;
  }

  private static Plan plan() {
    String yaml =
        """
        name: shop
        targets: { shop: { http: "http://127.0.0.1:1" } }
        scenarios:
          checkout:
            target: shop
            load: { stages: [ constant: { rate: 100, duration: 60s } ] }
            steps: [ { name: place-order, request: { path: / } } ]
        resources: { shop: { process: { port: 1 } } }
        thresholds:
          resource_growth_per_hour{resource:shop,measure:rss}: value<1e9
          resource_used{resource:shop,measure:rss}: max<1e9
        """;
    return switch (PlanReader.read(new PlanSource("shop.yaml", yaml, Map.of()))) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid invalid -> throw new AssertionError(invalid);
    };
  }
}
