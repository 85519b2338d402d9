package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.faultline.core.result.Outcome;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.TargetUnderTest.Reply;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a step captures goes into the requests after it. */
class ExpressionsOverHttpTest {

  @Test
  void eachIterationGoesOnWithWhatItWasToldItself() throws Exception {
    AtomicInteger orders = new AtomicInteger();
    try (TargetUnderTest target =
            new TargetUnderTest(
                asked ->
                    asked.path().equals("/orders")
                        ? new Reply(
                            201,
                            Map.of("Location", "/orders/" + orders.incrementAndGet() + "?v=1"),
                            "{\"order\":{\"token\":\"t-" + orders + " ü\"}} ref=r" + orders)
                        : Reply.of(200, "{\"paid\":\"t-" + orders + " ü\"}"));
        ScenarioUnderTest scenario =
            new ScenarioUnderTest(
                target,
                """
                - name: order
                  request: { method: POST, path: /orders }
                  capture:
                    place: { header: location }
                    id: { header: location, regex: '/orders/(\\d+)' }
                    ref: { regex: 'ref=(\\w+)' }
                - name: pay
                  request:
                    method: POST
                    path: ${place}&id=${id}
                    headers: { x-ref: '${ref}', x-sent: '${request.body}' }
                    body: '{"id": ${id}}'
                """)) {
      scenario.iterate();
      scenario.iterate();

      assertThat(scenario.results())
          .extracting(Result::step, Result::outcome)
          .containsExactly(
              tuple("order", Outcome.OK),
              tuple("pay", Outcome.OK),
              tuple("order", Outcome.OK),
              tuple("pay", Outcome.OK));
      assertThat(target.lines())
          .containsExactly(
              "POST /orders", "POST /orders/1?v=1&id=1", "POST /orders", "POST /orders/2?v=1&id=2");
      assertThat(target.asked().getLast().body()).isEqualTo("{\"id\": 2}");
      assertThat(target.asked().getLast().headers())
          .containsEntry("X-ref", "r2")
          .containsEntry("X-sent", "{\"id\": 2}");
    }
  }

  @Test
  void aCheckMayCompareWithWhatWasCaptured() throws Exception {
    try (TargetUnderTest target =
            new TargetUnderTest(
                asked -> Reply.of(200, asked.path().equals("/a") ? "{\"id\":7}" : asked.path()));
        ScenarioUnderTest scenario =
            new ScenarioUnderTest(
                target,
                """
                - name: first
                  request: { path: /a }
                  capture: { id: { json: $.id } }
                - name: same
                  request: { path: '/b/${id}' }
                  check: { body: { contains: '/b/${id}' } }
                - name: other
                  request: { path: '/c/${id}' }
                  check: { body: { equals: '${id}' } }
                """)) {
      scenario.iterate();

      assertThat(scenario.results())
          .extracting(Result::step, Result::outcome, result -> result.measurement().error())
          .containsExactly(
              tuple("first", Outcome.OK, ""),
              tuple("same", Outcome.OK, ""),
              tuple("other", Outcome.CHECK_FAILED, "check-body"));
    }
  }

  @Test
  void whatCannotBeCapturedFailsTheStepAndEndsTheIteration() throws Exception {
    try (TargetUnderTest target = new TargetUnderTest(_ -> Reply.of(200, "{}"));
        ScenarioUnderTest scenario =
            new ScenarioUnderTest(
                target,
                """
                - name: order
                  request: { path: /orders }
                  capture: { id: { json: $.id } }
                - name: pay
                  request: { path: '/${id}' }
                """)) {
      scenario.iterate();

      assertThat(scenario.results())
          .extracting(Result::step, Result::outcome, result -> result.measurement().error())
          .containsExactly(tuple("order", Outcome.CHECK_FAILED, "capture"));
      assertThat(target.lines()).containsExactly("GET /orders");
    }
  }

  @Test
  void aValueThatWouldBreakTheMessageIsNotSent() throws Exception {
    try (TargetUnderTest target =
            new TargetUnderTest(_ -> Reply.of(200, "{\"id\":\"a\\r\\nInjected: yes\"}"));
        ScenarioUnderTest scenario =
            new ScenarioUnderTest(
                target,
                """
                - name: order
                  request: { path: /orders }
                  capture: { id: { json: $.id } }
                - name: pay
                  request: { path: /pay, headers: { x-id: '${id}' } }
                """)) {
      scenario.iterate();

      assertThat(scenario.results().getLast())
          .extracting(Result::step, Result::outcome, result -> result.measurement().error())
          .containsExactly("pay", Outcome.ERROR, "invalid-request");
      assertThat(target.lines()).containsExactly("GET /orders");
    }
  }
}
