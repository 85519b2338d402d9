package dev.faultline.generator.driver.redis;

import java.util.List;
import java.util.stream.Stream;

/** All connections of a driver, used in turn. On one event loop. */
final class Lines {

  private final List<Line> lines;
  private int next;

  /**
   * @param count at least 1
   */
  Lines(Opener opener, int count) {
    lines = Stream.generate(() -> new Line(opener)).limit(count).toList();
  }

  /** Sends it as soon as the connection whose turn it is can. */
  void submit(Request request) {
    Line line = lines.get(next);
    next = (next + 1) % lines.size();
    line.submit(request);
  }

  void giveUpWaiting() {
    lines.forEach(Line::giveUpWaiting);
  }

  void close() {
    lines.forEach(Line::close);
  }
}
