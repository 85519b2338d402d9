package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.chaos.guard.Guard;
import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.core.fault.PodAction;
import dev.faultline.core.fault.PodSelection;
import java.util.Optional;

/** Holds what a fault would hit against what is allowed, with the pods that there are now. */
record PodCheck(Cluster cluster, Guard guard) {

  /**
   * Checks every selection of the action.
   *
   * @param fault the fault's name
   * @return the pods that it is done to
   * @throws DriverException when there are none, or the guard objects
   */
  Pods check(String fault, PodAction action) throws DriverException {
    for (PodSelection selection : action.touched()) {
      int running = cluster.pods(selection).running();
      if (running == 0) {
        throw new DriverException(
            "fault '%s' finds no running pod with %s in namespace '%s'"
                .formatted(fault, selection.labelText(), selection.namespace()));
      }
      Optional<String> objection = guard.objection(fault, selection, running);
      if (objection.isPresent()) {
        throw new DriverException(objection.get());
      }
    }
    return cluster.pods(action.pods());
  }
}
