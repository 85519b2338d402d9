package dev.faultline.generator.observe.callback;

import dev.faultline.core.check.Capture;
import dev.faultline.generator.scenario.Sights;

/** Who wants to know of the calls to a path. Each is another one, whatever it is made of. */
final class CallbackWatch {

  private final String path;
  private final Capture id;
  private final Sights sights;

  CallbackWatch(String path, Capture id, Sights sights) {
    this.path = path;
    this.id = id;
    this.sights = sights;
  }

  String path() {
    return path;
  }

  /** Where the ids are. */
  Capture id() {
    return id;
  }

  Sights sights() {
    return sights;
  }
}
