package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.chaos.guard.Guard;
import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.core.fault.PodAction;
import dev.faultline.core.fault.PodSelection;
import java.util.ArrayList;
import java.util.List;
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
    List<Pods> seen = new ArrayList<>();
    for (PodSelection selection : action.touched()) {
      seen.add(check(fault, selection));
    }
    return seen.getFirst();
  }

  private Pods check(String fault, PodSelection selection) throws DriverException {
    Pods pods = cluster.pods(selection);
    if (pods.running() == 0) {
      throw new DriverException(
          "fault '%s' finds no running pod with %s in namespace '%s'"
              .formatted(fault, selection.labelText(), selection.namespace()));
    }
    Optional<String> objection = guard.objection(fault, selection, pods.running());
    if (objection.isPresent()) {
      throw new DriverException(objection.get());
    }
    return pods;
  }
}
