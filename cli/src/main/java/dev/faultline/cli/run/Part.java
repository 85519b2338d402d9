package dev.faultline.cli.run;

import java.util.function.BooleanSupplier;

/** One of the services, running in this process. */
record Part(String name, BooleanSupplier lives, Runnable end) {

  boolean alive() {
    return lives.getAsBoolean();
  }

  void close() {
    end.run();
  }
}
