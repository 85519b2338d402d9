package dev.faultline.chaos.lifecycle;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.RunId;
import java.util.Set;

/**
 * One way to break things: a proxy, a process, somebody else's chaos tool. A driver knows its own
 * kinds of fault and nothing of the others; to remove it, delete its folder and its mention in the
 * wiring.
 *
 * <pre>
 * driver ── open(run, plan) ─▶ session ── injection(fault) ─▶ injection ── inject … heal
 *                                 └── close: whatever was opened for the run is gone
 * </pre>
 *
 * <p>Implementations are thread-safe; a session and its injections belong to the thread of their
 * run.
 */
public interface FaultDriver {

  /** The {@linkplain dev.faultline.core.fault.FaultAction#kind kinds} of fault that it can do. */
  Set<String> kinds();

  /**
   * Gets ready for a run: all that must stand before load begins. Leaves nothing open when it
   * fails.
   *
   * @throws DriverException when it cannot; the message is for the user
   */
  Session open(RunId runId, Plan plan) throws DriverException;

  /**
   * Undoes a fault whose injector died without healing it. It may have been undone already.
   *
   * @param last the last that the dead injector said about the fault, of one of these kinds
   * @return what became of the side effect, as the end of the sentence "the injector was killed; …"
   * @throws DriverException when it could not be undone
   */
  String healAbandoned(FaultEvent last) throws DriverException;

  /** What a driver holds open for one run. */
  interface Session extends AutoCloseable {

    /**
     * Accepts a fault of one of the driver's kinds. Nothing happens to the target yet.
     *
     * @throws DriverException when it could never be injected; the message is for the user
     */
    Injection injection(FaultSpec fault) throws DriverException;

    /** Releases all of it, side effects that are left included; closing twice does no harm. */
    @Override
    void close();
  }
}
