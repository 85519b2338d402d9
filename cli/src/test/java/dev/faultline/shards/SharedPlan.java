package dev.faultline.shards;

import dev.faultline.core.run.PlanSource;
import java.util.Map;

/** A plan with one scenario of one request at a constant rate. */
final class SharedPlan {

  private SharedPlan() {}

  static PlanSource of(int targetPort, int rate, int seconds) {
    return new PlanSource(
        "shop.yaml",
        """
        name: shop
        targets:
          shop: { http: "http://127.0.0.1:%d" }
        scenarios:
          checkout:
            target: shop
            load:
              stages:
                - constant: { rate: %d, duration: %ds }
            steps:
              - name: order
                request: { method: GET, path: / }
        """
            .formatted(targetPort, rate, seconds),
        Map.of());
  }
}
