package dev.faultline.cli.run;

import dev.faultline.core.fault.FaultAction;
import dev.faultline.core.fault.PodAction;
import dev.faultline.core.plan.FaultSpec;
import java.util.Map;
import java.util.stream.Collectors;

/** What ends a run's faults when the process that conducts it is killed. */
final class LastResort {

  private LastResort() {}

  /** By the name of each fault, as the end of the sentence "fault … was ACTIVE: …". */
  static Map<String, String> of(RunRequest request) {
    return request.plan().faults().stream()
        .collect(
            Collectors.toMap(
                FaultSpec::name,
                fault ->
                    request.bootstrap().isPresent()
                        ? "it is up to the services to heal it"
                        : inThisProcess(fault.action())));
  }

  private static String inThisProcess(FaultAction action) {
    return switch (action) {
      case FaultAction.ProxyLatency _, FaultAction.ProxyDown _ -> "the proxy died with it";
      case PodAction _ -> "Chaos Mesh undoes it when its time is over";
    };
  }
}
