package dev.faultline.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TalkTest {

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private SampleTarget target;

  @BeforeEach
  void start() throws Exception {
    target =
        SampleTarget.start(
            Options.parse("--checkout-port", "0", "--payments-port", "0", "--websocket-port", "0"));
  }

  @AfterEach
  void stop() {
    target.close();
    // Not close(), which would wait for WebSockets that were not said good-bye to, at times for
    // ever.
    http.shutdownNow();
  }

  private WebSocket connect(String path) {
    URI url = target.webSocket().orElseThrow().resolve(path);
    return http.newWebSocketBuilder()
        .buildAsync(
            url,
            new WebSocket.Listener() {
              @Override
              public CompletionStage<?> onText(WebSocket its, CharSequence text, boolean last) {
                heard.add(text.toString());
                its.request(1);
                return null;
              }

              @Override
              public CompletionStage<?> onClose(WebSocket its, int status, String reason) {
                closed.complete(status);
                return null;
              }
            })
        .join();
  }

  private String reply(WebSocket client, String text) throws Exception {
    client.sendText(text, true).get(10, TimeUnit.SECONDS);
    return heard.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void answersATaskWithItsId() throws Exception {
    WebSocket client = connect("/ws");

    assertThat(reply(client, "{\"id\": \"t-1\", \"kind\": \"build\"}"))
        .isEqualTo("{\"id\":\"t-1\",\"kind\":\"build\",\"state\":\"DONE\"}");
    String kind = "k".repeat(100);
    assertThat(reply(client, "{\"id\": \"t-2\", \"kind\": \"%s\"}".formatted(kind)))
        .isEqualTo("{\"id\":\"t-2\",\"kind\":\"%s\",\"state\":\"DONE\"}".formatted(kind));
    client.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
    assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    WebSocket client = connect("/ws");

    assertThat(reply(client, "{\"id\": \"t-1\"}")).contains("\"id\":\"t-1\"").contains("\"error\"");
    assertThat(reply(client, "hello")).contains("no JSON object");
  }

  @Test
  void isNowhereElse() {
    assertThatThrownBy(() -> connect("/elsewhere"))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }
}
