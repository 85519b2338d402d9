package dev.faultline.sample;

import com.google.gson.JsonObject;

/** A status and a JSON body. */
record Reply(int status, String json) {

  static Reply of(int status, JsonObject body) {
    return new Reply(status, body.toString());
  }
}
