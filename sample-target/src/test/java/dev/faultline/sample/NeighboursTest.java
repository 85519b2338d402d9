package dev.faultline.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The services beside checkout, over HTTP, by a clock that the test moves. */
class NeighboursTest {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final AtomicLong nanos = new AtomicLong();
  private HttpService service;

  @BeforeEach
  void start() throws Exception {
    service = new HttpService("neighbours", "127.0.0.1", 0, Neighbours.routes(nanos::get));
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void aTransactionIsConfirmedInTime() throws Exception {
    assertThat(ask("POST", "/transactions", "{\"from\": \"a\", \"amount\": 3}"))
        .isEqualTo(
            "202 {\"id\":\"transaction-1\",\"from\":\"a\",\"amount\":3.0,\"state\":\"PENDING\"}");
    passes(299);
    assertThat(ask("GET", "/transactions/transaction-1", "")).contains("PENDING");
    passes(1);
    assertThat(ask("GET", "/transactions/transaction-1", "")).contains("200 ", "CONFIRMED");
    assertThat(ask("GET", "/transactions/transaction-2", ""))
        .isEqualTo("404 {\"error\":\"there is no transaction transaction-2\"}");
  }

  @Test
  void whatIsNoTransactionIsRefusedWithTheReason() throws Exception {
    assertThat(ask("POST", "/transactions", "{"))
        .isEqualTo("400 {\"error\":\"the body is not JSON\"}");
    assertThat(ask("POST", "/transactions", "[]"))
        .isEqualTo("400 {\"error\":\"the body is not a JSON object\"}");
    assertThat(ask("POST", "/transactions", "{\"from\": 1, \"amount\": 3}"))
        .startsWith("400 ")
        .contains("from");
    assertThat(ask("POST", "/transactions", "{\"from\": \"a\", \"amount\": 0}"))
        .startsWith("400 ")
        .contains("amount");
  }

  @Test
  void anOrderGetsBidsAndIsSettled() throws Exception {
    assertThat(ask("GET", "/markets", "")).startsWith("200 ").contains("gpu");
    assertThat(ask("POST", "/orders", "{\"resource\": \"gpu\", \"price\": 2.5}"))
        .startsWith("201 ")
        .contains("order-1", "OPEN");
    assertThat(ask("POST", "/orders/order-1/bids", "{\"provider\": \"p\", \"price\": 2.6}"))
        .isEqualTo("422 {\"error\":\"the order pays 2.5 at most\"}");
    assertThat(ask("POST", "/orders/order-1/bids", "{\"provider\": \"p\", \"price\": 2.4}"))
        .isEqualTo("201 {\"bid\":{\"id\":\"bid-1\",\"provider\":\"p\",\"price\":2.4}}");
    assertThat(ask("GET", "/orders/order-1/bids", "")).contains("\"bids\":[{\"id\":\"bid-1\"");
    assertThat(ask("GET", "/orders/order-1", "")).contains("\"state\":\"BID\"");
    assertThat(ask("POST", "/settlements", "{\"order\": \"order-2\", \"bid\": \"bid-1\"}"))
        .startsWith("422 ");
    assertThat(ask("POST", "/settlements", "{\"order\": \"order-1\", \"bid\": \"bid-1\"}"))
        .startsWith("202 ")
        .contains("PENDING");
    passes(200);
    assertThat(ask("GET", "/settlements/settlement-1", "")).contains("SETTLED");
  }

  @Test
  void aCancelledOrderIsGone() throws Exception {
    ask("POST", "/orders", "{\"resource\": \"gpu\", \"price\": 2.5}");

    assertThat(ask("DELETE", "/orders/order-1", "")).isEqualTo("204 ");
    assertThat(ask("GET", "/orders/order-1", "")).startsWith("404 ");
    assertThat(ask("DELETE", "/orders/order-1", "")).startsWith("404 ");
  }

  @Test
  void aDeploymentLivesFromItsBidsToItsSettlement() throws Exception {
    assertThat(ask("POST", "/deployments", "{\"image\": \"web\"}")).contains("201 ", "OPEN");
    assertThat(ask("GET", "/deployments/deployment-1/bids", "")).isEqualTo("200 {\"bids\":[]}");
    assertThat(ask("POST", "/deployments/deployment-1/bids/bid-of-provider-1/accept", ""))
        .startsWith("404 ");
    passes(100);
    assertThat(ask("GET", "/deployments/deployment-1/bids", "")).contains("bid-of-provider-1");
    assertThat(ask("POST", "/deployments/deployment-1/bids/bid-of-provider-1/accept", ""))
        .contains("200 ", "PROVISIONING");
    assertThat(ask("POST", "/deployments/deployment-1/bids/bid-of-provider-2/accept", ""))
        .isEqualTo("409 {\"error\":\"deployment-1 is PROVISIONING\"}");
    assertThat(ask("GET", "/deployments/deployment-1/health", "")).startsWith("503 ");
    passes(300);
    assertThat(ask("GET", "/deployments/deployment-1", "")).contains("RUNNING");
    assertThat(ask("GET", "/deployments/deployment-1/health", ""))
        .isEqualTo("200 {\"healthy\":true}");
    assertThat(ask("DELETE", "/deployments/deployment-1", "")).isEqualTo("204 ");
    assertThat(ask("GET", "/deployments/deployment-1/settlement", "")).contains("false");
    passes(200);
    ask("DELETE", "/deployments/deployment-1", "");
    assertThat(ask("GET", "/deployments/deployment-1/settlement", "")).contains("true");
  }

  @Test
  void aDeploymentAtAProviderNeedsNoBids() throws Exception {
    assertThat(ask("POST", "/deployments", "{\"image\": \"web\", \"provider\": \"provider-2\"}"))
        .contains("PROVISIONING");
    assertThat(ask("POST", "/deployments", "{\"image\": \"web\", \"provider\": \"nobody\"}"))
        .startsWith("422 ");
  }

  @Test
  void anAgentAnswersWhenItIsReady() throws Exception {
    assertThat(ask("POST", "/agents", "{\"role\": \"coder\"}")).contains("201 ", "STARTING");
    assertThat(ask("POST", "/agents/agent-1/messages", "{\"text\": \"hi\"}"))
        .isEqualTo("409 {\"error\":\"agent-1 is STARTING\"}");
    passes(100);
    assertThat(ask("GET", "/agents/agent-1", "")).contains("READY");
    assertThat(ask("POST", "/agents/agent-1/messages", "{\"text\": \"hi\"}"))
        .isEqualTo("200 {\"reply\":\"coder heard: hi\"}");
    assertThat(ask("DELETE", "/agents/agent-1", "")).isEqualTo("204 ");
    assertThat(ask("GET", "/agents/agent-1", "")).startsWith("404 ");
  }

  @Test
  void aTaskIsQueuedAndDone() throws Exception {
    assertThat(ask("POST", "/tasks", "{\"kind\": \"review\"}")).contains("202 ", "QUEUED");
    passes(50);
    assertThat(ask("GET", "/tasks/task-1", "")).contains("RUNNING");
    passes(150);
    assertThat(ask("GET", "/tasks/task-1", "")).contains("DONE");
  }

  @Test
  void aScopeOfAnIdentityHasToBeSigned() throws Exception {
    String data = Base64.getEncoder().encodeToString(new byte[32 * 1024]);
    String body = scope(data);

    assertThat(submit(body, hmac(body)))
        .isEqualTo("201 {\"scopeId\":\"scope-1\",\"account\":\"a\",\"bytes\":32768}");
    assertThat(ask("GET", "/identity/scopes/scope-1", "")).contains("32768");
    assertThat(submit(body, hmac(body + " "))).startsWith("401 ");
    assertThat(submit(body, "soon")).startsWith("401 ");
  }

  @Test
  void aScopeIsBase64AndNotTooLarge() throws Exception {
    String large = scope(Base64.getEncoder().encodeToString(new byte[64 * 1024 + 1]));
    String other = scope("-");
    String typeless = "{\"account\": \"a\", \"scopeType\": \"HAND\"}";

    assertThat(submit(large, hmac(large))).startsWith("413 ");
    assertThat(submit(other, hmac(other))).startsWith("400 ");
    assertThat(submit(typeless, hmac(typeless))).startsWith("400 ");
  }

  @Test
  void aMessageIsRoutedAsByABrokersHttpApi() throws Exception {
    String publish = "/api/exchanges/%2F/cloud-events/publish";

    assertThat(
            ask(
                "POST",
                publish,
                "{\"properties\": {}, \"routing_key\": \"a\", \"payload\": \"{}\","
                    + " \"payload_encoding\": \"string\"}"))
        .isEqualTo("200 {\"routed\":true}");
    assertThat(ask("POST", publish, "{\"routing_key\": \"a\"}"))
        .startsWith("400 ")
        .contains("payload_encoding");
  }

  private static String scope(String data) {
    return "{\"account\": \"a\", \"scopeType\": \"FACE\", \"encryptedData\": \"%s\"}"
        .formatted(data);
  }

  private static String hmac(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("sample-key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }

  private void passes(long millis) {
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  private String ask(String method, String path, String body) throws Exception {
    return send(request(path).method(method, BodyPublishers.ofString(body)).build());
  }

  private String submit(String body, String signature) throws Exception {
    return send(
        request("/identity/scopes")
            .header("x-client-signature", signature)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(service.url().resolve(path));
  }

  private static String send(HttpRequest request) throws Exception {
    HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }
}
