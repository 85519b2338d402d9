package dev.faultline.aggregator.bench;

import java.util.List;

/** Scenarios and steps as long as those of real plans. */
final class Names {

  static final List<String> SCENARIOS =
      List.of("returning-customer-checks-out", "anonymous-visitor-looks-around");

  private static final List<String> CHECKOUT =
      List.of("sign-in-with-a-password", "add-article-to-the-basket", "place-order-and-pay-now");

  private static final List<String> BROWSE =
      List.of("open-page-of-category", "search-for-an-article", "show-details-of-article");

  private Names() {}

  static List<String> steps(String scenario) {
    return scenario.equals(SCENARIOS.getFirst()) ? CHECKOUT : BROWSE;
  }
}
