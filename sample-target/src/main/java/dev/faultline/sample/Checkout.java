package dev.faultline.sample;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes orders: {@code POST /checkout} works a little, then has payments take the money. */
final class Checkout implements AutoCloseable {

  private static final Pattern MILLIS = Pattern.compile("millis=(\\d{1,6})");

  private final Work work = Work.seeded(1);
  private final SlowDown slowDown;
  private final PaymentsClient payments;
  private final HttpService service;

  Checkout(Options options, URI paymentsUrl) throws IOException {
    payments = new PaymentsClient(paymentsUrl, options.paymentsTimeout());
    slowDown = new SlowDown(options.slowDownAfter(), options.slowDown(), System::nanoTime);
    service =
        new HttpService(
            "checkout",
            options.bind(),
            options.checkoutPort(),
            new Routes()
                .on("POST /checkout", _ -> order())
                .on("POST /events", _ -> event())
                .on("GET /health", _ -> new Reply(200, "{\"status\": \"UP\"}"))
                .on("POST /control/slow-down", this::becomeSlower)
                .on("DELETE /control/slow-down", _ -> slowDownIs(Duration.ZERO))
                .and(Neighbours.routes(System::nanoTime)));
  }

  URI url() {
    return service.url();
  }

  private Reply order() throws InterruptedException {
    work.perform(slowDown.atRequest());
    try {
      int status = payments.pay();
      return status == 200
          ? new Reply(200, "{\"order\": \"accepted\"}")
          : new Reply(502, "{\"error\": \"payments answered %d\"}".formatted(status));
    } catch (SocketTimeoutException late) {
      return new Reply(504, "{\"error\": \"payments did not answer in time\"}");
    } catch (IOException broken) {
      return new Reply(502, "{\"error\": \"payments cannot be reached\"}");
    }
  }

  /** Takes an event, as a broker does: to be seen to later. */
  private Reply event() throws InterruptedException {
    work.perform(slowDown.atRequest());
    return new Reply(202, "{\"event\": \"accepted\"}");
  }

  private Reply becomeSlower(Request request) {
    Matcher millis = MILLIS.matcher(request.query());
    return millis.matches()
        ? slowDownIs(Duration.ofMillis(Long.parseLong(millis.group(1))))
        : new Reply(400, "{\"error\": \"expected ?millis=40\"}");
  }

  private Reply slowDownIs(Duration extra) {
    slowDown.set(extra);
    return new Reply(200, "{\"slowDownMillis\": %d}".formatted(extra.toMillis()));
  }

  @Override
  public void close() {
    service.close();
  }
}
