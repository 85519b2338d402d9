package dev.faultline.generator.driver.message;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that no other driver gives to a message. Thread-safe. */
public final class MessageIds {

  private final String prefix = UUID.randomUUID() + "-";
  private final AtomicLong next = new AtomicLong();

  /** Another one each time. */
  public String next() {
    return prefix + next.getAndIncrement();
  }
}
