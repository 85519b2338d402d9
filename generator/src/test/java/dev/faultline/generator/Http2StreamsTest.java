package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.StreamServer.Asked;
import io.netty.handler.codec.http2.Http2Error;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a target that speaks HTTP/2 may do to streams that are under way. */
class Http2StreamsTest {

  private static final String THREE =
      """
      - parallel:
          - steps: [{ name: a, request: { path: /a } }]
          - steps: [{ name: b, request: { path: /b } }]
          - steps: [{ name: c, request: { path: /c } }]
      """;

  @Test
  void aStreamThatTheTargetResetsLeavesTheConnectionToTheOthers() throws Exception {
    try (StreamServer server = new StreamServer(Http2StreamsTest::resetB);
        ScenarioUnderTest scenario = scenario(server, THREE)) {
      scenario.iterate();
      scenario.iterate();

      assertThat(told(scenario)).isEqualTo("a OK '', b ERROR 'stream-reset', c OK ''");
      assertThat(scenario.results()).hasSize(6);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  private static void resetB(List<Asked> all) {
    if (all.getLast().path().equals("/b")) {
      all.getLast().reset(Http2Error.INTERNAL_ERROR);
    } else {
      all.getLast().answer();
    }
  }

  @Test
  void whatAGoAwayLeavesOutGoesOverAnotherConnectionAndTheRestEnds() throws Exception {
    try (StreamServer server = new StreamServer(Http2StreamsTest::goAwayAfterTheFirst);
        ScenarioUnderTest scenario = scenario(server, THREE)) {
      scenario.iterate();

      assertThat(told(scenario)).isEqualTo("a OK '', b OK '', c OK ''");
      assertThat(server.asked())
          .containsExactlyInAnyOrder(
              Map.entry(1, "/a"),
              Map.entry(1, "/b"),
              Map.entry(1, "/c"),
              Map.entry(2, "/b"),
              Map.entry(2, "/c"));
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  private static void goAwayAfterTheFirst(List<Asked> all) {
    if (all.getLast().connection() > 1) {
      all.getLast().answer();
    } else if (all.size() == 3) {
      all.getFirst().goAway();
      all.getFirst().answer();
    }
  }

  @Test
  void aRequestIsSentAgainOnceOnly() throws Exception {
    try (StreamServer server = new StreamServer(all -> all.getLast().goAwayAfterNone());
        ScenarioUnderTest scenario = scenario(server, "- { name: a, request: { path: /a } }")) {
      scenario.iterate();

      assertThat(told(scenario)).isEqualTo("a ERROR 'connection-closed'");
      assertThat(server.asked()).containsExactly(Map.entry(1, "/a"), Map.entry(2, "/a"));
    }
  }

  @Test
  void aConnectionThatEndsBelowItsStreamsFailsThemAll() throws Exception {
    try (StreamServer server = new StreamServer(Http2StreamsTest::hangUpOnThree);
        ScenarioUnderTest scenario = scenario(server, THREE)) {
      scenario.iterate();

      assertThat(scenario.results())
          .hasSize(3)
          .allMatch(result -> result.outcome() == Outcome.ERROR)
          .allMatch(
              result ->
                  List.of("connection-closed", "connection-reset")
                      .contains(result.measurement().error()));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  private static void hangUpOnThree(List<Asked> all) {
    if (all.size() == 3) {
      all.getLast().hangUp();
    }
  }

  private static String told(ScenarioUnderTest scenario) {
    return scenario.results().stream()
        .map(Http2StreamsTest::told)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String told(Result result) {
    return "%s %s '%s'".formatted(result.step(), result.outcome(), result.measurement().error());
  }

  private static ScenarioUnderTest scenario(StreamServer server, String steps) throws Exception {
    return new ScenarioUnderTest(
        ScenarioUnderTest.plan(
            """
            name: streams
            targets: { shop: { http: '%s', version: 2 } }
            scenarios:
              buy:
                target: shop
                load: { stages: [constant: { rate: 1, duration: 1s }] }
                limits: { connections: 1 }
                steps:
            """
                    .formatted(server.address())
                + steps.indent(6)),
        Slice.WHOLE);
  }
}
