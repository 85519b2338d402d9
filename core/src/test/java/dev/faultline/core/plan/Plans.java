package dev.faultline.core.plan;

import dev.faultline.core.run.PlanSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans for tests: the section under test as written, and sound ones after it for the rest. */
final class Plans {

  /** The keys of which a step has one, as mistakes list them. */
  static final String STEPS = String.join(", ", StepsReader.KINDS);

  /** The keys of which a target has one, as mistakes list them. */
  static final String PROTOCOLS = String.join(", ", TargetReader.PROTOCOLS);

  private static final Map<String, String> SOUND = new LinkedHashMap<>();

  static {
    SOUND.put("name", "name: small");
    SOUND.put("targets", "targets: { shop: { http: 'http://localhost:8080' } }");
    SOUND.put("proxies", "proxies: { db: { listen: 'localhost:1001', upstream: 'db:1002' } }");
    SOUND.put(
        "scenarios",
        """
        scenarios:
          browse:
            target: shop
            load: { stages: [constant: { rate: 5, duration: 1m }] }
            steps: [{ name: home, request: { path: / } }]""");
  }

  private Plans() {}

  /** Reads the sections, which begin in line 1, with sound ones for those left out. */
  static PlanOutcome read(String sections, Map<String, String> parameters) {
    StringBuilder yaml = new StringBuilder(sections);
    SOUND.forEach(
        (key, section) -> {
          if (!("\n" + sections).contains("\n" + key + ":")) {
            yaml.append(section).append('\n');
          }
        });
    return PlanReader.read(new PlanSource("plan.yaml", yaml.toString(), parameters));
  }

  /** The plan that the sections make with sound ones for those left out. */
  static Plan plan(String sections) {
    return switch (read(sections, Map.of())) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid(List<PlanProblem> problems) ->
          throw new AssertionError("not valid: " + problems);
    };
  }

  /** All that is wrong with it, as a user reads it. */
  static List<String> problems(String sections) {
    return problems(sections, Map.of());
  }

  static List<String> problems(String sections, Map<String, String> parameters) {
    return problems(read(sections, parameters));
  }

  /** All that is wrong with a whole plan, nothing added. */
  static List<String> problemsOfWhole(String yaml) {
    return problems(PlanReader.read(new PlanSource("plan.yaml", yaml, Map.of())));
  }

  private static List<String> problems(PlanOutcome outcome) {
    return switch (outcome) {
      case PlanOutcome.Valid(Plan plan) -> throw new AssertionError("valid: " + plan);
      case PlanOutcome.Invalid(List<PlanProblem> problems) ->
          problems.stream().map(PlanProblem::toString).toList();
    };
  }
}
