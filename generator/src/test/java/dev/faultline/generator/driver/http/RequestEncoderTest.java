package dev.faultline.generator.driver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestEncoderTest {

  @Test
  void writesWhatIsNeededBeforeWhatTheUserWants() throws Exception {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-One", "1");
    headers.put("x-two", "zwölf");
    assertThat(encode("POST", "/a?b=c", headers, "{\"n\":\"ü\"}"))
        .isEqualTo(
            """
            POST /a?b=c HTTP/1.1
            host: shop:8080
            user-agent: faultline
            accept: */*
            x-one: 1
            x-two: zwölf
            content-length: 10

            {"n":"ü"}"""
                .replace("\n", "\r\n"));
  }

  @Test
  void leavesTheLastWordToTheUser() throws Exception {
    Map<String, String> headers = Map.of("Host", "other", "User-Agent", "me");
    assertThat(encode("GET", "/", headers, null))
        .isEqualTo("GET / HTTP/1.1\r\nhost: other\r\nuser-agent: me\r\naccept: */*\r\n\r\n");
  }

  @Test
  void saysThatABodyIsEmptyWhereOneIsExpected() throws Exception {
    assertThat(encode("PUT", "/", Map.of(), null)).contains("content-length: 0\r\n");
    assertThat(encode("DELETE", "/", Map.of(), null)).doesNotContain("content-length");
  }

  @Test
  void encodesWhatAPathMayNotContain() throws Exception {
    assertThat(encode("GET", "/käse und brot\r\n%20", Map.of(), null))
        .startsWith("GET /k%C3%A4se%20und%20brot%0D%0A%20 HTTP/1.1\r\n");
  }

  @Test
  void refusesWhatWouldBreakTheMessage() {
    assertThatThrownBy(() -> encode("GET", "/", Map.of("a", "b\r\nc: d"), null))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("the value of header 'a' has a line break in it");
    assertThatThrownBy(() -> encode("GET", "/", Map.of("a b", "c"), null))
        .hasMessage("'a b' is no header name");
    assertThatThrownBy(() -> encode("GET /", "/", Map.of(), null))
        .hasMessage("'GET /' is no HTTP method");
  }

  private static String encode(String method, String path, Map<String, String> headers, String body)
      throws InvalidRequestException {
    Step.Request step =
        Step.Request.fixed(
            "order",
            method,
            path,
            headers,
            Optional.ofNullable(body),
            Duration.ofSeconds(1),
            Expectation.BELOW_400);
    return new String(
        new RequestEncoder(step, "shop:8080", Optional.empty()).encode(Values.fresh()),
        StandardCharsets.UTF_8);
  }
}
