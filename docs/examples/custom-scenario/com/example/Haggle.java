package com.example;

import dev.faultline.scenario.CheckFailedException;
import dev.faultline.scenario.CustomScenario;
import dev.faultline.scenario.Iteration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places an order and bids for it again and again, each bid some per cent below the one before. */
public final class Haggle implements CustomScenario {

  private static final Pattern ID = Pattern.compile("\"id\": ?\"(order-[^\"]+)\"");
  private static final Pattern PRICE = Pattern.compile("\"price\": ?([0-9.]+)");

  private HttpClient client;
  private URI shop;

  @Override
  public String name() {
    return "haggle";
  }

  @Override
  public void setup(Map<String, String> settings) {
    shop = URI.create(settings.get("shop"));
    client = HttpClient.newHttpClient();
  }

  @Override
  public void execute(Iteration iteration) throws IOException, InterruptedException {
    double price = 50 + iteration.random().nextInt(50);
    String order = orderAt(price);
    int rounds = Integer.parseInt(iteration.settings().get("rounds"));
    for (int round = 0; round < rounds; round++) {
      price *= 1 - iteration.random().nextDouble(0.01, 0.10);
      String bid = "{\"provider\": \"p-%d\", \"price\": %s}".formatted(iteration.number(), price);
      ask("POST", "/orders/" + order + "/bids", bid, 201);
    }
    if (lowest(ask("GET", "/orders/" + order + "/bids", "", 200)) != price) {
      throw new CheckFailedException("lowest-bid-lost");
    }
  }

  private String orderAt(double price) throws IOException, InterruptedException {
    String order = "{\"resource\": \"cpu\", \"price\": %s}".formatted(price);
    Matcher id = ID.matcher(ask("POST", "/orders", order, 201));
    if (!id.find()) {
      throw new CheckFailedException("no-order-id");
    }
    return id.group(1);
  }

  private static double lowest(String bids) {
    return PRICE
        .matcher(bids)
        .results()
        .mapToDouble(price -> Double.parseDouble(price.group(1)))
        .min()
        .orElse(Double.NaN);
  }

  private String ask(String method, String path, String body, int expected)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(shop.resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != expected) {
      throw new CheckFailedException("status-" + answer.statusCode());
    }
    return answer.body();
  }

  @Override
  public void teardown() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
