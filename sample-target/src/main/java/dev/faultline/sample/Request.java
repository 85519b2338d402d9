package dev.faultline.sample;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a service is asked.
 *
 * @param ids what stood in the path where the route has {@code {}}
 * @param body as it was sent
 */
record Request(HttpExchange exchange, List<String> ids, byte[] body) {

  private static final int LONGEST_TEXT = 100;

  String id() {
    return ids.getFirst();
  }

  String query() {
    return Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /** The body, which has to be a JSON object. */
  JsonObject json() throws RefusedException {
    try {
      JsonElement element = JsonParser.parseString(new String(body, StandardCharsets.UTF_8));
      if (element.isJsonObject()) {
        return element.getAsJsonObject();
      }
    } catch (JsonParseException malformed) {
      throw new RefusedException(400, "the body is not JSON");
    }
    throw new RefusedException(400, "the body is not a JSON object");
  }

  /** A text of the body that has to be there. */
  static String text(JsonObject json, String field) throws RefusedException {
    JsonElement value = json.get(field);
    if (value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()) {
      String text = value.getAsString();
      if (!text.isEmpty() && text.length() <= LONGEST_TEXT) {
        return text;
      }
    }
    throw new RefusedException(
        400, "'%s' is missing, or no text of 1 to %d characters".formatted(field, LONGEST_TEXT));
  }

  /** A number above 0 of the body that has to be there. */
  static double amount(JsonObject json, String field) throws RefusedException {
    JsonElement value = json.get(field);
    if (value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
      double amount = value.getAsDouble();
      if (amount > 0) {
        return amount;
      }
    }
    throw new RefusedException(400, "'%s' is missing, or no number above 0".formatted(field));
  }
}
