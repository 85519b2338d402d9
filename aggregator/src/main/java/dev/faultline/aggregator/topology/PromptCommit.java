package dev.faultline.aggregator.topology;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Has a window committed at once when somebody may be waiting for it, and otherwise leaves it to
 * the commit interval: a commit for every window would take longer than reading its results.
 *
 * <p>The clock decides when a record can be seen, never what is in it.
 */
final class PromptCommit {

  /** Who is further behind than this is catching up, or reads an old run again. */
  private static final long LIVE_MILLIS = 10_000;

  private PromptCommit() {}

  /**
   * Something was forwarded that others wait for.
   *
   * @param eventMillis its time, milliseconds since the epoch
   */
  static void request(ProcessorContext<?, ?> context, long eventMillis) {
    if (context.currentSystemTimeMs() - eventMillis < LIVE_MILLIS) {
      context.commit();
    }
  }
}
