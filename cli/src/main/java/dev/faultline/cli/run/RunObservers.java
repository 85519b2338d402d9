package dev.faultline.cli.run;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;
import java.util.List;

/** Several observers, told one after another. */
public record RunObservers(List<RunObserver> all) implements RunObserver {

  public RunObservers {
    all = List.copyOf(all);
  }

  @Override
  public void opened(OpenedRun run) {
    all.forEach(observer -> observer.opened(run));
  }

  @Override
  public void runEvent(RunEvent event) {
    all.forEach(observer -> observer.runEvent(event));
  }

  @Override
  public void window(WindowStats window) {
    all.forEach(observer -> observer.window(window));
  }

  @Override
  public void progress(RunProgress progress) {
    all.forEach(observer -> observer.progress(progress));
  }

  @Override
  public void fault(FaultEvent event) {
    all.forEach(observer -> observer.fault(event));
  }

  @Override
  public void regression(RegressionEvent event) {
    all.forEach(observer -> observer.regression(event));
  }

  @Override
  public void verdict(RunVerdict verdict) {
    all.forEach(observer -> observer.verdict(verdict));
  }
}
