package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunId;
import java.util.Map;
import java.util.UUID;

/** Faults as a user writes them. */
final class Faults {

  static final RunId RUN = new RunId(new UUID(7, 7));

  private Faults() {}

  /** A fault of ten seconds at pods with app=payments in the namespace shop. */
  static FaultSpec fault(String mode, String action) {
    return plan(mode, action).faults().getFirst();
  }

  static Plan plan(String mode, String action) {
    return plan(
        """
        faults:
          outage:
            at: 1s
            duration: 10s
            pods: { namespace: shop, labels: { app: payments }, mode: %s }
            %s
        """
            .formatted(mode, action));
  }

  /** With a load of a minute. */
  static Plan plan(String faults) {
    String yaml =
        """
        name: test
        targets:
          shop: { http: "http://127.0.0.1:1" }
        scenarios:
          buy:
            target: shop
            load: { stages: [ constant: { rate: 1, duration: 60s } ] }
            steps:
              - name: buy
                request: { method: GET, path: / }
        """
            + faults;
    return switch (PlanReader.read(new PlanSource("test.yaml", yaml, Map.of()))) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid invalid -> throw new AssertionError(invalid.problems().toString());
    };
  }
}
