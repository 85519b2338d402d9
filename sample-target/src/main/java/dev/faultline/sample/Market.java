package dev.faultline.sample;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A market of orders and bids.
 *
 * <pre>
 * GET  /markets                                       what is traded
 * POST /orders            { resource, price }         201; GET, DELETE /orders/{id}
 * POST /orders/{id}/bids  { provider, price }         201; GET /orders/{id}/bids
 * POST /settlements       { order, bid }              202 PENDING, after 200 ms SETTLED
 * </pre>
 */
final class Market {

  private static final int MOST_BIDS = 1000;
  private static final Phases SETTLEMENT =
      Phases.begin("PENDING").then(Duration.ofMillis(200), "SETTLED");
  private static final String MARKETS =
      """
      {"markets": [{"id": "cpu", "unit": "hour"}, {"id": "gpu", "unit": "hour"}]}""";

  private final Work work = Work.seeded(5);
  private final LongSupplier nanoTime;
  private final Shelf<Order> orders = new Shelf<>("order");
  private final Shelf<Bid> bids = new Shelf<>("bid");
  private final Shelf<Settlement> settlements = new Shelf<>("settlement");

  /**
   * @param bids guarded by themselves
   */
  private record Order(String id, String resource, double price, List<Bid> bids) {}

  private record Bid(String id, String order, String provider, double price) {}

  private record Settlement(String id, String order, String bid, long begunNanos) {}

  Market(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  Routes routes() {
    return new Routes()
        .on("GET /markets", _ -> markets())
        .on("POST /orders", this::order)
        .on("GET /orders/{}", request -> reply(200, orders.get(request.id())))
        .on("DELETE /orders/{}", this::cancel)
        .on("POST /orders/{}/bids", this::bid)
        .on("GET /orders/{}/bids", this::bids)
        .on("POST /settlements", this::settle)
        .on("GET /settlements/{}", request -> reply(200, settlements.get(request.id())));
  }

  private Reply markets() throws InterruptedException {
    work.perform(Duration.ZERO);
    return new Reply(200, MARKETS);
  }

  private Reply order(Request request) throws InterruptedException, RefusedException {
    JsonObject json = request.json();
    String resource = Request.text(json, "resource");
    double price = Request.amount(json, "price");
    work.perform(Duration.ZERO);
    return reply(201, orders.add(id -> new Order(id, resource, price, new ArrayList<>())));
  }

  private Reply cancel(Request request) throws RefusedException {
    orders.remove(request.id());
    return new Reply(204, "");
  }

  private Reply bid(Request request) throws InterruptedException, RefusedException {
    Order order = orders.get(request.id());
    JsonObject json = request.json();
    String provider = Request.text(json, "provider");
    double price = Request.amount(json, "price");
    if (price > order.price()) {
      throw new RefusedException(422, "the order pays %s at most".formatted(order.price()));
    }
    work.perform(Duration.ZERO);
    synchronized (order.bids()) {
      if (order.bids().size() == MOST_BIDS) {
        throw new RefusedException(429, "the order has %d bids".formatted(MOST_BIDS));
      }
      Bid bid = bids.add(id -> new Bid(id, order.id(), provider, price));
      order.bids().add(bid);
      JsonObject body = new JsonObject();
      body.add("bid", json(bid));
      return Reply.of(201, body);
    }
  }

  private Reply bids(Request request) throws RefusedException {
    Order order = orders.get(request.id());
    JsonArray all = new JsonArray();
    synchronized (order.bids()) {
      order.bids().forEach(bid -> all.add(json(bid)));
    }
    JsonObject body = new JsonObject();
    body.add("bids", all);
    return Reply.of(200, body);
  }

  private Reply settle(Request request) throws InterruptedException, RefusedException {
    JsonObject json = request.json();
    Bid bid = bids.get(Request.text(json, "bid"));
    if (!bid.order().equals(Request.text(json, "order"))) {
      throw new RefusedException(422, "%s is a bid for %s".formatted(bid.id(), bid.order()));
    }
    work.perform(Duration.ZERO);
    return reply(
        202,
        settlements.add(id -> new Settlement(id, bid.order(), bid.id(), nanoTime.getAsLong())));
  }

  private static Reply reply(int status, Order order) {
    JsonObject body = new JsonObject();
    body.addProperty("id", order.id());
    body.addProperty("resource", order.resource());
    body.addProperty("price", order.price());
    synchronized (order.bids()) {
      body.addProperty("state", order.bids().isEmpty() ? "OPEN" : "BID");
    }
    JsonObject answer = new JsonObject();
    answer.add("order", body);
    return Reply.of(status, answer);
  }

  private Reply reply(int status, Settlement settlement) {
    Duration age = Duration.ofNanos(nanoTime.getAsLong() - settlement.begunNanos());
    JsonObject body = new JsonObject();
    body.addProperty("id", settlement.id());
    body.addProperty("order", settlement.order());
    body.addProperty("bid", settlement.bid());
    body.addProperty("state", SETTLEMENT.at(age));
    JsonObject answer = new JsonObject();
    answer.add("settlement", body);
    return Reply.of(status, answer);
  }

  private static JsonObject json(Bid bid) {
    JsonObject json = new JsonObject();
    json.addProperty("id", bid.id());
    json.addProperty("provider", bid.provider());
    json.addProperty("price", bid.price());
    return json;
  }
}
