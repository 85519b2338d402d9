package dev.faultline.sample;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;

/** Calls payments over connections that are kept alive. */
final class PaymentsClient implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  static {
    // Shorter than the server's 30 s: the side that asks forgets an idle connection first, and so
    // seldom asks on one that is just being closed.
    System.setProperty("jdk.httpclient.keepalive.timeout", "20");
  }

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIMEOUT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final URI pay;

  PaymentsClient(URI payments) {
    pay = payments.resolve("/pay");
  }

  /**
   * Asks for a payment.
   *
   * @return the answer's HTTP status
   * @throws HttpTimeoutException when there is none within two seconds
   * @throws IOException when payments cannot be reached
   */
  int pay() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    try {
      return pay(TIMEOUT);
    } catch (HttpTimeoutException | ConnectException conclusive) {
      throw conclusive;
    } catch (IOException staleConnection) {
      // A kept connection may have been cut since its last use. The client itself repeats only
      // what is idempotent by HTTP's rules, and POST is not. No money moves here, so we may.
      Duration left = TIMEOUT.minusNanos(System.nanoTime() - begin);
      if (left.isPositive()) {
        return pay(left);
      }
      throw staleConnection;
    }
  }

  private int pay(Duration timeout) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(pay)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"amount\": 3}"))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
