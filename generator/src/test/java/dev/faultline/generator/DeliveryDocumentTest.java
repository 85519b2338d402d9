package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.json.JsonParser;
import dev.faultline.core.json.JsonPath;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.TargetUnderTest.Asked;
import dev.faultline.generator.TargetUnderTest.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each plan of docs/delivery.md does what it says, against a shop that delivers everything. */
class DeliveryDocumentTest {

  private static final int EVENTS = 40;

  private final Callbacks callbacks = new Callbacks();
  private final Set<String> looked = ConcurrentHashMap.newKeySet();

  static List<String> plans() throws IOException {
    return DeliveryDocument.plans();
  }

  @Test
  void thePageHasPlans() throws IOException {
    assertThat(plans()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(DeliveryDocument.kafkaPlans()).isNotEmpty();
    assertThat(DeliveryDocument.amqpPlans()).isNotEmpty();
    assertThat(DeliveryDocument.redisPlans()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everyEventIsDelivered(String yaml) throws Exception {
    List<RequestResult> results;
    try (PlantedFaults none = PlantedFaults.none(this::callBack);
        TargetUnderTest shop = new TargetUnderTest(asked -> shop(asked, none))) {
      Clock clock = Clock.system();
      results =
          MeasuredLoad.of(
                  ScenarioUnderTest.plan(
                      PatientPlan.of(yaml)
                          .replace("http://127.0.0.1:18080", shop.address())
                          .replace("127.0.0.1:18090", "127.0.0.1:" + callbacks.port())),
                  clock,
                  clock.epochMicros())
              .stream()
              .filter(RequestResult.class::isInstance)
              .map(RequestResult.class::cast)
              .toList();
    }
    assertThat(results).extracting(RequestResult::outcome).containsOnly(Outcome.OK);
    assertThat(results).filteredOn(result -> result.step().equals("delivery")).hasSize(EVENTS);
  }

  private Reply shop(Asked asked, PlantedFaults paid) {
    if (asked.line().equals("POST /orders")) {
      paid.take(asked.body());
    }
    boolean first = asked.method().equals("GET") && looked.add(asked.path());
    return Reply.of(200, first ? "NEW" : "CONFIRMED");
  }

  private void callBack(String order) {
    String id =
        JsonPath.parse("$.id")
            .orElseThrow()
            .find(JsonParser.parse(order).orElseThrow())
            .getFirst()
            .scalar()
            .orElseThrow();
    callbacks.call("/paid", "{\"order\": \"%s\"}".formatted(id));
  }
}
