package dev.faultline.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTargetTest {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void checkoutHasPaymentsTakeTheMoney() throws Exception {
    try (SampleTarget target = start()) {
      HttpResponse<String> answer = post(target.checkout(), "/checkout");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"order\": \"accepted\"}");
      assertThat(post(target.payments(), "/pay").body()).isEqualTo("{\"paid\": true}");
    }
  }

  @Test
  void bothServicesSayThatTheyAreUp() throws Exception {
    try (SampleTarget target = start()) {
      assertThat(get(target.checkout(), "/health").statusCode()).isEqualTo(200);
      assertThat(get(target.payments(), "/health").statusCode()).isEqualTo(200);
      assertThat(get(target.payments(), "/elsewhere").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void becomesSlowerWhenToldSoAndFasterAgain() throws Exception {
    try (SampleTarget target = start()) {
      assertThat(post(target.checkout(), "/control/slow-down?millis=300").statusCode())
          .isEqualTo(200);
      assertThat(checkoutTime(target)).isGreaterThan(Duration.ofMillis(300));

      HttpRequest delete =
          HttpRequest.newBuilder(target.checkout().resolve("/control/slow-down")).DELETE().build();
      assertThat(CLIENT.send(delete, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      assertThat(fastestOf(20, () -> checkoutTime(target))).isLessThan(Duration.ofMillis(300));
    }
  }

  @Test
  void refusesASlowDownWithoutMilliseconds() throws Exception {
    try (SampleTarget target = start()) {
      assertThat(post(target.checkout(), "/control/slow-down?millis=soon").statusCode())
          .isEqualTo(400);
      assertThat(post(target.checkout(), "/control/slow-down").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void becomesSlowerByItselfAfterTheFirstRequest() throws Exception {
    Options options =
        Options.parse(
            "--checkout-port",
            "0",
            "--payments-port",
            "0",
            "--slow-down-after",
            "0s",
            "--slow-down",
            "250ms");
    try (SampleTarget target = SampleTarget.start(options)) {
      assertThat(checkoutTime(target)).isGreaterThan(Duration.ofMillis(250));
    }
  }

  @Test
  void answers502WhenPaymentsFailsOrIsAway() throws Exception {
    HttpServer failing = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    failing.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(500, -1);
          }
        });
    failing.start();
    String url = "http://127.0.0.1:" + failing.getAddress().getPort();
    try (SampleTarget target = start("--payments-url", url)) {
      assertThat(post(target.checkout(), "/checkout").statusCode()).isEqualTo(502);
      failing.stop(0);
      assertThat(post(target.checkout(), "/checkout").statusCode()).isEqualTo(502);
    }
  }

  @Test
  void answers504WhenPaymentsSaysNothing() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SampleTarget target =
            start(
                "--payments-url",
                "http://127.0.0.1:" + silent.getLocalPort(),
                "--payments-timeout",
                "300ms")) {
      assertThat(post(target.checkout(), "/checkout").statusCode()).isEqualTo(504);
    }
  }

  @Test
  void triesAgainWhenAKeptConnectionWasCut() throws Exception {
    try (ServerSocket payments = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        SampleTarget target =
            start("--payments-url", "http://127.0.0.1:" + payments.getLocalPort())) {
      threads.submit(
          () -> {
            try (Socket connection = payments.accept()) {
              answerOnce(connection);
              readRequest(connection); // the second request is read and the connection cut
            }
            try (Socket connection = payments.accept()) {
              answerOnce(connection);
            }
            return null;
          });

      assertThat(post(target.checkout(), "/checkout").statusCode()).isEqualTo(200);
      assertThat(post(target.checkout(), "/checkout").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void carriesManyRequestsAtOnce() throws Exception {
    try (SampleTarget target = start();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> order = () -> post(target.checkout(), "/checkout").statusCode();
      var orders = IntStream.range(0, 500).mapToObj(i -> threads.submit(order)).toList();

      for (var status : orders) {
        assertThat(status.get()).isEqualTo(200);
      }
    }
  }

  @Test
  void leavesNoPortOpenWhenItCannotStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      Options options = Options.parse("--payments-port", "0", "--checkout-port", port);

      assertThatThrownBy(() -> SampleTarget.start(options))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("checkout cannot listen on 127.0.0.1:" + port + ": ");
    }
  }

  @Test
  void saysWhenItIsReadyAndEndsWithItsStandardInput() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] arguments = {"--checkout-port", "0", "--payments-port", "0", "--exit-with-parent"};

    int code =
        SampleTarget.run(
            arguments, InputStream.nullInputStream(), new PrintStream(out), System.err);

    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .matches(
            "sample target ready: checkout http://127.0.0.1:\\d+, "
                + "payments http://127.0.0.1:\\d+\\R");
  }

  @Test
  void wrongArgumentsGiveOneMessageAndExitCode104() throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int code =
        SampleTarget.run(
            new String[] {"--checkout-port", "many"},
            InputStream.nullInputStream(),
            System.out,
            new PrintStream(err));

    assertThat(code).isEqualTo(104);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "sample target: --checkout-port is 'many'; expected a port from 0 to 65535");
  }

  @Test
  void inferenceAnswersOverGrpcWithAsManyTokensAsWanted() throws Exception {
    try (SampleTarget target = start("--grpc-port", "0");
        InferenceClient client = new InferenceClient(target.grpc().orElseThrow())) {
      assertThat(client.predict("hello", 3)).isEqualTo("hello token token token");
      assertThat(client.predict("hello", 0)).endsWith(" token".repeat(16));
      assertThatThrownBy(() -> client.predict("hello", 5000))
          .hasMessage("INVALID_ARGUMENT: tokens is 5000; expected 1 to 4096");
      assertThat(client.services()).contains("faultline.sample.Inference", "grpc.health.v1.Health");
      assertThat(client.healthy()).isTrue();
    }
  }

  @Test
  void inferenceStreamsItsTokens() throws Exception {
    try (SampleTarget target = start("--grpc-port", "0");
        InferenceClient client = new InferenceClient(target.grpc().orElseThrow())) {
      assertThat(client.generate("hello", 3)).containsExactly(" token", " token", " token");
      assertThatThrownBy(() -> client.generate("hello", -1))
          .hasMessage("INVALID_ARGUMENT: tokens is -1; expected 1 to 4096");
    }
  }

  @Test
  void inferenceRepliesToEachRequestOfAConversation() throws Exception {
    try (SampleTarget target = start("--grpc-port", "0");
        InferenceClient client = new InferenceClient(target.grpc().orElseThrow())) {
      assertThat(client.chat("a", "b")).containsExactly("a token", "b token");
    }
  }

  @Test
  void inferenceIsThereOnlyWhenItIsWanted() throws Exception {
    try (SampleTarget target = start()) {
      assertThat(target.grpc()).isEmpty();
    }
  }

  @Test
  void saysWhereInferenceListens() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] arguments = {
      "--checkout-port", "0", "--payments-port", "0", "--grpc-port", "0", "--exit-with-parent"
    };

    SampleTarget.run(arguments, InputStream.nullInputStream(), new PrintStream(out), System.err);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .matches("sample target ready: .*, grpc 127\\.0\\.0\\.1:\\d+\\R");
  }

  @Test
  void leavesNoPortOpenWhenInferenceCannotStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());

      assertThatThrownBy(() -> start("--grpc-port", port))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("inference cannot listen on 127.0.0.1:" + port + ": ")
          .hasMessageContaining("in use");
    }
  }

  /** Waits for payments however long this process is paused, unless told otherwise. */
  private static SampleTarget start(String... further) throws IOException {
    String[] ports = {"--checkout-port", "0", "--payments-port", "0", "--payments-timeout", "60s"};
    return SampleTarget.start(
        Options.parse(
            java.util.stream.Stream.of(ports, further)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new)));
  }

  private static Duration checkoutTime(SampleTarget target) throws Exception {
    long begin = System.nanoTime();
    assertThat(post(target.checkout(), "/checkout").statusCode()).isEqualTo(200);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static Duration fastestOf(int times, Callable<Duration> measurement) throws Exception {
    Duration fastest = measurement.call();
    for (int i = 1; i < times; i++) {
      Duration next = measurement.call();
      fastest = next.compareTo(fastest) < 0 ? next : fastest;
    }
    return fastest;
  }

  private static void answerOnce(Socket connection) throws IOException {
    readRequest(connection);
    connection
        .getOutputStream()
        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static void readRequest(Socket connection) throws IOException {
    StringBuilder request = new StringBuilder();
    while (!request.toString().endsWith("}")) {
      request.append((char) connection.getInputStream().read());
    }
  }

  private static HttpResponse<String> post(URI service, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve(path))
            .POST(BodyPublishers.ofString("{\"items\": 3}"))
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(URI service, String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(service.resolve(path)).build(), BodyHandlers.ofString());
  }
}
