package dev.faultline.generator.driver.custom;

import dev.faultline.scenario.CheckFailedException;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs what code throws, once for each type: results carry a word for it, and who writes the code
 * wants to know where it comes from. Thread-safe.
 */
final class Complaints {

  private static final System.Logger LOG = System.getLogger(Complaints.class.getName());
  private static final int MOST = 20;

  private final String target;
  private final Set<Class<?>> told = ConcurrentHashMap.newKeySet();

  Complaints(String target) {
    this.target = target;
  }

  void tell(Throwable thrown) {
    boolean expected =
        thrown instanceof CheckFailedException || thrown instanceof InterruptedException;
    if (!expected && told.size() < MOST && told.add(thrown.getClass())) {
      LOG.log(Level.WARNING, "A custom scenario of target '" + target + "' has thrown", thrown);
    }
  }

  /** Something that is not part of an execution went wrong. */
  void tell(String scenario, String problem) {
    LOG.log(
        Level.WARNING,
        "The teardown of scenario ''{0}'' of target ''{1}'' failed: {2}",
        scenario,
        target,
        problem);
  }
}
