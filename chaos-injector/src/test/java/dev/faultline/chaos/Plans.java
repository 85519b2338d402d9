package dev.faultline.chaos;

import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import java.util.Map;
import java.util.UUID;

/** Plans of runs that never meet a network. */
final class Plans {

  static final RunId RUN = new RunId(new UUID(7, 7));

  private Plans() {}

  /** With a load of a minute; each fault is {@code name: {…}}. */
  static PlanSource withProxy(String... faults) {
    return source(
        """
          proxies:
            payments: { listen: "127.0.0.1:1", upstream: "127.0.0.1:2" }
        """
            + (faults.length == 0 ? "" : "  faults:\n    " + String.join("\n    ", faults) + "\n"));
  }

  static PlanSource source(String sections) {
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
        """;
    return new PlanSource("test.yaml", (yaml + sections).indent(-2), Map.of());
  }

  static RunEvent.Submitted submitted(PlanSource plan, long atMicros) {
    return new RunEvent.Submitted(RUN, atMicros, plan);
  }
}
