package dev.faultline.sample;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

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
            new Routes()
                .on("POST /pay", _ -> pay())
                .on("GET /health", _ -> new Reply(200, "{\"status\": \"UP\"}")));
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
