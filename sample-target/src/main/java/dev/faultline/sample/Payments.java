package dev.faultline.sample;

import dev.faultline.sample.HttpService.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Takes the money: {@code POST /pay}. */
final class Payments implements AutoCloseable {

  private final Work work = Work.seeded(2);
  private final HttpService service;

  Payments(Options options) throws IOException {
    service =
        new HttpService(
            "payments",
            options.bind(),
            options.paymentsPort(),
            Map.of(
                "POST /pay", exchange -> pay(),
                "GET /health", exchange -> new Reply(200, "{\"status\": \"UP\"}")));
  }

  URI url() {
    return service.url();
  }

  private Reply pay() throws InterruptedException {
    work.perform(Duration.ZERO);
    return new Reply(200, "{\"paid\": true}");
  }

  @Override
  public void close() {
    service.close();
  }
}
