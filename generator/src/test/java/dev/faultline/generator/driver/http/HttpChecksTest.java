package dev.faultline.generator.driver.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.check.Check;
import dev.faultline.core.check.Condition;
import dev.faultline.core.check.Expectation;
import dev.faultline.core.check.Statuses;
import dev.faultline.core.expression.Template;
import dev.faultline.core.json.JsonPath;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.scenario.Measurement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that look into their answers. */
class HttpChecksTest {

  private static final Check IS_SEVEN =
      new Check.At(JsonPath.parse("$.id").orElseThrow(), new Condition.Equal(Template.of("7")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\n{\"id\":7}",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\n{\"i\r\n5\r\nd\":7}\r\n0\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n"
            + "HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\n{\"id\":7}",
      })
  void readTheBodyOfAnswersOfAnyShape(String answer) throws Exception {
    assertThat(measured(answer, IS_SEVEN).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void readABodyThatEndsWithTheConnection() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.request();
                  peer.answer("HTTP/1.1 200 OK\r\n\r\n{\"id\"");
                  peer.answer(":7}");
                });
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      assertThat(send(client, IS_SEVEN).outcome()).isEqualTo(Outcome.OK);
    }
  }

  @Test
  void tellWhichCheckDidNotHold() throws Exception {
    Measurement measured =
        measured("HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\n{\"id\":8}", IS_SEVEN);

    assertThat(measured.outcome()).isEqualTo(Outcome.CHECK_FAILED);
    assertThat(measured.status()).isEqualTo(200);
    assertThat(measured.error()).isEqualTo("check-json");
  }

  @Test
  void lookAtTheStatusFirst() throws Exception {
    Measurement measured =
        measured("HTTP/1.1 500 No\r\ncontent-length: 8\r\n\r\n{\"id\":7}", IS_SEVEN);

    assertThat(measured.outcome()).isEqualTo(Outcome.CHECK_FAILED);
    assertThat(measured.error()).isEmpty();
  }

  @Test
  void seeHeadersInAnyCaseAndAllValuesOfOne() throws Exception {
    String answer =
        "HTTP/1.1 200 OK\r\nSet-Cookie: a\r\nset-cookie:b \r\nContent-Length: 0\r\n\r\n";

    assertThat(
            measured(
                    answer,
                    new Check.Header("set-cookie", new Condition.Equal(Template.of("a, b"))))
                .outcome())
        .isEqualTo(Outcome.OK);
    assertThat(measured(answer, new Check.Header("etag", new Condition.Present())).error())
        .isEqualTo("check-header");
  }

  @Test
  void judgeAnAnswerByHowSoonItCame() throws Exception {
    assertThat(measured(RawServer.OK, new Check.Under(Duration.ofNanos(1000))).error())
        .isEqualTo("check-latency");
    assertThat(measured(RawServer.OK, new Check.Under(Duration.ofSeconds(30))).outcome())
        .isEqualTo(Outcome.OK);
  }

  @Test
  void keepABodyUpToAMebibyteAndSayWhenItHasMore() throws Exception {
    Check ends = new Check.Body(new Condition.Contains(Template.of("!")));

    assertThat(measured(answer(KeptAnswer.MAX_BODY_BYTES), ends).outcome()).isEqualTo(Outcome.OK);
    Measurement larger = measured(answer(KeptAnswer.MAX_BODY_BYTES + 1), ends);
    assertThat(larger.outcome()).isEqualTo(Outcome.CHECK_FAILED);
    assertThat(larger.error()).isEqualTo("body-too-large");
    assertThat(larger.bytesReceived()).isGreaterThan(KeptAnswer.MAX_BODY_BYTES);
  }

  @Test
  void doNotMindALargeBodyThatTheyDoNotLookAt() throws Exception {
    assertThat(
            measured(
                    answer(3 * KeptAnswer.MAX_BODY_BYTES),
                    new Check.Header("content-length", new Condition.Present()))
                .outcome())
        .isEqualTo(Outcome.OK);
  }

  private static String answer(int size) {
    return "HTTP/1.1 200 OK\r\ncontent-length: " + size + "\r\n\r\n" + "x".repeat(size - 1) + "!";
  }

  /** The second answer of a connection: nothing may be left of the first. */
  private static Measurement measured(String answer, Check check) throws Exception {
    try (RawServer server = RawServer.answering(answer);
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      Measurement first = send(client, check);
      Measurement second = send(client, check);
      assertThat(second.outcome()).isEqualTo(first.outcome());
      assertThat(server.accepted()).isEqualTo(1);
      return second;
    }
  }

  private static Measurement send(HttpClientUnderTest client, Check check) throws Exception {
    return HttpClientUnderTest.await(
        client.send(
            HttpClientUnderTest.request(
                "GET",
                Optional.empty(),
                new Expectation(Statuses.BELOW_400, List.of(check), List.of()),
                HttpClientUnderTest.TIMEOUT)));
  }
}
