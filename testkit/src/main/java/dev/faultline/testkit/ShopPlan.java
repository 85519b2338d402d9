package dev.faultline.testkit;

import dev.faultline.core.run.PlanSource;
import java.util.Map;

/**
 * A plan with one scenario of one {@code GET /} at a constant rate, of a target on this machine.
 */
public final class ShopPlan {

  private ShopPlan() {}

  public static PlanSource of(int targetPort, int arrivalsPerSecond, long seconds) {
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
            .formatted(targetPort, arrivalsPerSecond, seconds),
        Map.of());
  }
}
