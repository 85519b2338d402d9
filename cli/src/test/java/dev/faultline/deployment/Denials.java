package dev.faultline.deployment;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What Kafka's authorizer refused in this JVM, in its own words. Clients often only retry. */
final class Denials extends Handler {

  private static final Logger AUDIT = Logger.getLogger("kafka.authorizer.logger");

  private final List<String> messages = new CopyOnWriteArrayList<>();

  static Denials listen() {
    Denials denials = new Denials();
    AUDIT.setLevel(Level.INFO);
    AUDIT.setUseParentHandlers(false);
    AUDIT.addHandler(denials);
    return denials;
  }

  List<String> messages() {
    return messages;
  }

  @Override
  public void publish(LogRecord entry) {
    if (entry.getMessage().contains("is Denied")) {
      messages.add(entry.getMessage());
    }
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    AUDIT.removeHandler(this);
  }
}
