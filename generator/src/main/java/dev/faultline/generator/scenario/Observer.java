package dev.faultline.generator.scenario;

/** Watches for events until it is closed. */
@FunctionalInterface
public interface Observer extends AutoCloseable {

  /** For what needs no watching. */
  Observer NOBODY = () -> {};

  /** Nothing is observed any more. Waits for no event; may be called on an event loop. */
  @Override
  void close();
}
