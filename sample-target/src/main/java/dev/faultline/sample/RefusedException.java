package dev.faultline.sample;

import com.google.gson.JsonObject;

/** A request that is not done, and why. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final int status;

  RefusedException(int status, String reason) {
    super(reason);
    this.status = status;
  }

  static RefusedException notFound(String kind, String id) {
    return new RefusedException(404, "there is no %s %s".formatted(kind, id));
  }

  Reply reply() {
    JsonObject body = new JsonObject();
    body.addProperty("error", getMessage());
    return Reply.of(status, body);
  }
}
