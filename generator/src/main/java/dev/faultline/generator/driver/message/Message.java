package dev.faultline.generator.driver.message;

import dev.faultline.core.check.Answer;
import dev.faultline.generator.driver.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A message that came out of a broker.
 *
 * @param headers by their names in small letters; the values of one that came more than once are
 *     joined by a comma and a blank. What else the protocol says of it is among them
 * @param body never to be changed
 * @param receivedMicros when it was here, microseconds since the epoch
 * @param redelivered whether the broker may have handed out the very same message before, because a
 *     connection broke: then it is no second message
 */
public record Message(
    Map<String, String> headers, byte[] body, long receivedMicros, boolean redelivered) {

  /** The header by which a driver knows the messages again that it has sent. */
  public static final String ID = "faultline-id";

  public Message {
    headers = Map.copyOf(headers);
  }

  /** The body, taken for UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** As something in which to look. */
  public Answer answer() {
    return new Answer(headers, text(), 0);
  }

  /** As the answer to who waits for it. */
  Reply reply() {
    return new Reply(0, headers, text(), body.length);
  }
}
