package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.TargetUnderTest.Asked;
import dev.faultline.generator.TargetUnderTest.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Polling and cleaning up against a target that does not always do what it should. */
class ControlOverHttpTest {

  private static final String ORDER_AND_CANCEL =
      """
      name: small
      targets: { shop: { http: '%s' } }
      scenarios:
        buy:
          target: shop
          load: { stages: [constant: { rate: 1, duration: 1s }] }
          measureIteration: true
          steps:
            - name: order
              request: { method: POST, path: /orders }
              capture: { id: { json: $.id } }
            - name: confirmed
              request: { path: '/orders/${id}' }
              check: { json: { $.state: { equals: CONFIRMED } } }
              until: { within: %s, every: 20ms }
          finally:
            - { name: cancel, request: { method: DELETE, path: '/orders/${id}' } }
            - { name: leave, request: { path: /leave } }
      """;

  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void pollsUntilTheOrderIsConfirmed() throws Exception {
    try (TargetUnderTest target = new TargetUnderTest(asked -> shop(asked, 3));
        ScenarioUnderTest scenario = scenario(target)) {
      scenario.iterate();

      assertThat(scenario.results())
          .extracting(Result::step, Result::outcome)
          .containsExactly(
              tuple("order", Outcome.OK),
              tuple("confirmed", Outcome.OK),
              tuple("iteration", Outcome.OK),
              tuple("cancel", Outcome.OK),
              tuple("leave", Outcome.OK));
      assertThat(target.lines())
          .containsExactly(
              "POST /orders",
              "GET /orders/7",
              "GET /orders/7",
              "GET /orders/7",
              "DELETE /orders/7",
              "GET /leave");
      assertThat(scenario.results().get(1).serviceMicros()).isGreaterThanOrEqualTo(40_000);
    }
  }

  @Test
  void cancelsAnOrderThatIsNeverConfirmed() throws Exception {
    try (TargetUnderTest target = new TargetUnderTest(asked -> shop(asked, Integer.MAX_VALUE));
        ScenarioUnderTest scenario = scenario(target, "150ms")) {
      scenario.iterate();

      assertThat(scenario.results())
          .extracting(Result::step, Result::outcome, result -> result.measurement().error())
          .containsExactly(
              tuple("order", Outcome.OK, ""),
              tuple("confirmed", Outcome.CHECK_FAILED, "not-within"),
              tuple("iteration", Outcome.CHECK_FAILED, "not-within"),
              tuple("cancel", Outcome.OK, ""),
              tuple("leave", Outcome.OK, ""));
    }
  }

  @Test
  void doesNotCancelAnOrderThatWasNeverPlaced() throws Exception {
    try (TargetUnderTest target = new TargetUnderTest(_ -> Reply.of(503, ""));
        ScenarioUnderTest scenario = scenario(target)) {
      scenario.iterate();

      assertThat(scenario.results())
          .extracting(Result::step, Result::outcome)
          .containsExactly(
              tuple("order", Outcome.CHECK_FAILED),
              tuple("iteration", Outcome.CHECK_FAILED),
              tuple("leave", Outcome.CHECK_FAILED));
      assertThat(target.lines()).containsExactly("POST /orders", "GET /leave");
    }
  }

  @Test
  void cancelsWhatIsThereWhenTheRunIsStopped() throws Exception {
    CompletableFuture<Void> looked = new CompletableFuture<>();
    try (TargetUnderTest target =
            new TargetUnderTest(
                asked -> {
                  if (asked.method().equals("GET")) {
                    looked.complete(null);
                  }
                  return shop(asked, Integer.MAX_VALUE);
                });
        ScenarioUnderTest scenario = scenario(target)) {
      CompletableFuture<Boolean> ended = scenario.begin();
      looked.get(10, TimeUnit.SECONDS);
      scenario.stop();
      ended.get(10, TimeUnit.SECONDS);

      assertThat(target.lines()).endsWith("DELETE /orders/7", "GET /leave");
    }
  }

  private static ScenarioUnderTest scenario(TargetUnderTest target) throws Exception {
    return scenario(target, "20s");
  }

  private static ScenarioUnderTest scenario(TargetUnderTest target, String within)
      throws Exception {
    Plan plan = ScenarioUnderTest.plan(ORDER_AND_CANCEL.formatted(target.address(), within));
    return new ScenarioUnderTest(plan, Slice.WHOLE);
  }

  private Reply shop(Asked asked, int confirmedAtLook) {
    return switch (asked.method()) {
      case "POST" -> Reply.of(201, "{\"id\":7}");
      case "DELETE" -> Reply.of(204, "");
      default ->
          Reply.of(
              200,
              looks.incrementAndGet() < confirmedAtLook
                  ? "{\"state\":\"NEW\"}"
                  : "{\"state\":\"CONFIRMED\"}");
    };
  }
}
