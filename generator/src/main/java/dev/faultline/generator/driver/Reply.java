package dev.faultline.generator.driver;

import java.util.Map;

/**
 * What a target answered, as a driver hands it over to be looked at.
 *
 * @param status the protocol's, 0 for one without
 * @param headers by their names in small letters; empty for a protocol without
 * @param body as checks see it, at most a few megabytes; empty when there is none
 * @param bytes what came back, as near to the wire as the driver's library tells it
 */
public record Reply(int status, Map<String, String> headers, String body, long bytes) {

  /** An answer that says no more than that all is well, of a protocol without statuses. */
  public static final Reply DONE = new Reply(0, Map.of(), "", 0);

  public Reply {
    headers = Map.copyOf(headers);
  }

  /** An answer of a protocol with neither statuses nor headers. */
  public static Reply of(String body, long bytes) {
    return new Reply(0, Map.of(), body, bytes);
  }
}
