package dev.faultline.sample;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A chain that confirms what is submitted with its next block: {@code POST /transactions}, and
 * {@code GET /transactions/{id}} until its state is CONFIRMED.
 */
final class Transactions {

  private static final Phases PHASES =
      Phases.begin("PENDING").then(Duration.ofMillis(300), "CONFIRMED");

  private final Work work = Work.seeded(6);
  private final LongSupplier nanoTime;
  private final Shelf<Transaction> transactions = new Shelf<>("transaction");

  private record Transaction(String id, String from, double amount, long begunNanos) {}

  Transactions(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  Routes routes() {
    return new Routes()
        .on("POST /transactions", this::submit)
        .on("GET /transactions/{}", request -> reply(200, transactions.get(request.id())));
  }

  private Reply submit(Request request) throws InterruptedException, RefusedException {
    JsonObject json = request.json();
    String from = Request.text(json, "from");
    double amount = Request.amount(json, "amount");
    work.perform(Duration.ZERO);
    return reply(
        202, transactions.add(id -> new Transaction(id, from, amount, nanoTime.getAsLong())));
  }

  private Reply reply(int status, Transaction transaction) {
    JsonObject body = new JsonObject();
    body.addProperty("id", transaction.id());
    body.addProperty("from", transaction.from());
    body.addProperty("amount", transaction.amount());
    body.addProperty(
        "state", PHASES.at(Duration.ofNanos(nanoTime.getAsLong() - transaction.begunNanos())));
    return Reply.of(status, body);
  }
}
