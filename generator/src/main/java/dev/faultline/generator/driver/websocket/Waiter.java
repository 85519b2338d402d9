package dev.faultline.generator.driver.websocket;

import dev.faultline.core.check.Answer;
import dev.faultline.core.check.Check;
import dev.faultline.core.expression.Values;
import dev.faultline.generator.driver.Attempt;
import java.util.List;
import java.util.Map;

/**
 * A step that waits for a message.
 *
 * @param like what all has to hold of it
 */
record Waiter(List<Check> like, Values values, Attempt attempt) {

  boolean wants(String message) {
    Answer answer = new Answer(Map.of(), message, 0);
    return like.stream().allMatch(check -> check.holds(answer, values));
  }
}
