package dev.faultline.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Calls payments over connections that are kept alive.
 *
 * <p>The JDK's older HTTP client is the right one here: on virtual threads it costs a quarter of
 * the newer one, and it repeats a request by itself when a kept connection turns out to be cut.
 */
final class PaymentsClient {

  private static final byte[] PAYMENT = "{\"amount\": 3}".getBytes(StandardCharsets.UTF_8);

  static {
    // How many idle connections are kept; read once, when the client's classes are loaded.
    System.setProperty("http.maxConnections", "1000");
  }

  private final URL pay;
  private final int timeoutMillis;

  /**
   * @param timeout to connect, and to be answered
   */
  PaymentsClient(URI payments, Duration timeout) throws IOException {
    pay = payments.resolve("/pay").toURL();
    timeoutMillis = Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
  }

  /**
   * Asks for a payment.
   *
   * @return the answer's HTTP status
   * @throws SocketTimeoutException when there is none in time
   * @throws IOException when payments cannot be reached
   */
  int pay() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) pay.openConnection();
    connection.setConnectTimeout(timeoutMillis);
    connection.setReadTimeout(timeoutMillis);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    try (OutputStream body = connection.getOutputStream()) {
      body.write(PAYMENT);
    }
    int status = connection.getResponseCode();
    readToTheEnd(status < 400 ? connection.getInputStream() : connection.getErrorStream());
    return status;
  }

  /** Only a connection whose answer was read is kept. */
  private static void readToTheEnd(InputStream answer) throws IOException {
    if (answer != null) {
      try (answer) {
        answer.transferTo(OutputStream.nullOutputStream());
      }
    }
  }
}
