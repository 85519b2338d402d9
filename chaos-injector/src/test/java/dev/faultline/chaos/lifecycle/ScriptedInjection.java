package dev.faultline.chaos.lifecycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does as a test says, and remembers what was asked of it. */
public final class ScriptedInjection implements Injection {

  private final List<String> log;
  private final Map<String, Exception> failures = new HashMap<>();
  private Optional<String> effect = Optional.empty();
  private Optional<String> absence = Optional.empty();
  private boolean healable = true;

  /**
   * @param log where the calls that change something are noted
   */
  public ScriptedInjection(List<String> log) {
    this.log = log;
  }

  public ScriptedInjection() {
    this(new ArrayList<>());
  }

  /** What was called that changes something, in order. */
  public List<String> log() {
    return log;
  }

  public void showEffect(String evidence) {
    effect = Optional.of(evidence);
  }

  public void showAbsence(String evidence) {
    absence = Optional.of(evidence);
  }

  public void takeTimeToHeal() {
    healable = false;
  }

  public void finishHealing() {
    healable = true;
  }

  /** From now on the call fails, with a {@link DriverException} or a {@link RuntimeException}. */
  public void fail(String call, Exception failure) {
    failures.put(call, failure);
  }

  public void work(String call) {
    failures.remove(call);
  }

  @Override
  public void inject() throws DriverException {
    log.add("inject");
    failIfTold("inject");
  }

  @Override
  public Optional<String> effect() throws DriverException {
    failIfTold("effect");
    return effect;
  }

  @Override
  public boolean heal() throws DriverException {
    log.add("heal");
    failIfTold("heal");
    return healable;
  }

  @Override
  public Optional<String> absence() throws DriverException {
    failIfTold("absence");
    return absence;
  }

  private void failIfTold(String call) throws DriverException {
    switch (failures.get(call)) {
      case null -> {}
      case DriverException told -> throw told;
      case RuntimeException bug -> throw bug;
      case Exception other -> throw new IllegalArgumentException(other);
    }
  }
}
