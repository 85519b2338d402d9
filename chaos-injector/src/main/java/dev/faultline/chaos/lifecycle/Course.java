package dev.faultline.chaos.lifecycle;

import dev.faultline.chaos.lifecycle.Ending.Abort;
import dev.faultline.chaos.lifecycle.Ending.Early;
import dev.faultline.chaos.lifecycle.Ending.Failure;
import dev.faultline.chaos.lifecycle.Ending.Recovery;
import dev.faultline.chaos.lifecycle.Sight.Evidence;
import dev.faultline.chaos.lifecycle.Sight.Trouble;
import dev.faultline.core.fault.FaultState;
import dev.faultline.core.fault.FaultState.Active;
import dev.faultline.core.fault.FaultState.Healed;
import dev.faultline.core.fault.FaultState.Healing;
import dev.faultline.core.fault.FaultState.Injecting;
import dev.faultline.core.fault.FaultState.Planned;
import dev.faultline.core.fault.FaultState.Reversible;
import java.util.concurrent.TimeUnit;

/**
 * What has to happen next in a fault's life: a pure function of its state, how it is to end, the
 * time, and what the driver showed.
 *
 * <pre>
 * Planned ──due──▶ Injecting ──effect──▶ Active ──time over──▶ Healing ──undone──▶ Healed ──absence──▶ Recovered
 *    │                 └─ no effect, trouble, stop ──────────────▲                    │
 *    └─ stop ─▶ Aborted                          failed or stopped: Failed | Aborted ◀┘
 * </pre>
 *
 * <p>Whatever happens after INJECTING, the way out leads through HEALING.
 *
 * @param state where it is
 * @param ending how it will end
 */
public record Course(FaultState state, Ending ending) {

  /** How long an effect may take to show. */
  static final long EFFECT_LIMIT_MICROS = TimeUnit.SECONDS.toMicros(10);

  /** How long undoing is tried. */
  static final long UNDO_LIMIT_MICROS = TimeUnit.SECONDS.toMicros(30);

  /** How long the absence of the effect may take to show. */
  static final long ABSENCE_LIMIT_MICROS = TimeUnit.SECONDS.toMicros(30);

  /** The beginning of a fault's life. */
  public static Course planned(long atMicros, String detail) {
    return new Course(new Planned(atMicros, detail), new Recovery());
  }

  /** The same course, told to end early; what was decided before stays. */
  public Course stop(String reason) {
    return early(new Abort(reason));
  }

  /** The same course, unable to end well; what was decided before stays. */
  Course fail(String reason) {
    return early(new Failure(reason));
  }

  private Course early(Early wanted) {
    return ending instanceof Recovery ? new Course(state, wanted) : this;
  }

  /**
   * The course after one step, or this one when there is nothing to do.
   *
   * @param injectAtMicros when to inject; far away while that is unknown
   * @param injectedMicros when it was injected, if it was; its effect is waited for since then
   * @param healAtMicros when to heal
   * @param sight what the driver showed about the state's question
   */
  public Course next(
      long nowMicros, long injectAtMicros, long injectedMicros, long healAtMicros, Sight sight) {
    return switch (state) {
      case Planned planned when ending instanceof Early early -> to(early.end(planned, nowMicros));
      case Planned planned -> nowMicros >= injectAtMicros ? to(planned.inject(nowMicros)) : this;
      case Reversible reversible when ending instanceof Early early ->
          to(reversible.heal(nowMicros, early.reason()));
      case Reversible reversible when sight instanceof Trouble(String reason) ->
          fail(reason).to(reversible.heal(nowMicros, reason));
      case Injecting injecting ->
          afterInjecting(injecting, nowMicros, injectedMicros, healAtMicros, sight);
      case Active active ->
          nowMicros >= healAtMicros ? to(active.heal(nowMicros, "its time is over")) : this;
      case Healing healing -> afterHealing(healing, nowMicros, sight);
      case Healed healed when ending instanceof Early early -> to(early.end(healed, nowMicros));
      case Healed healed -> afterHealed(healed, nowMicros, sight);
      case FaultState.Recovered _, FaultState.Failed _, FaultState.Aborted _ -> this;
    };
  }

  private Course afterInjecting(
      Injecting injecting, long now, long injected, long healAt, Sight sight) {
    if (sight instanceof Evidence(String text)) {
      return to(injecting.active(now, text));
    }
    long waited = now - injected;
    if (waited < EFFECT_LIMIT_MICROS && now < healAt) {
      return this;
    }
    String reason =
        "no effect was observed in %.1f s: did any traffic pass?".formatted(waited / 1e6);
    return fail(reason).to(injecting.heal(now, reason));
  }

  private Course afterHealing(Healing healing, long now, Sight sight) {
    return switch (sight) {
      case Evidence(String text) -> to(healing.healed(now, text));
      case Trouble(String reason) when expired(healing, now, UNDO_LIMIT_MICROS) ->
          to(healing.fail(now, "it could not be healed: " + reason));
      case Sight.Nothing _ when expired(healing, now, UNDO_LIMIT_MICROS) ->
          to(healing.fail(now, "it was not healed in time"));
      default -> this;
    };
  }

  private Course afterHealed(Healed healed, long now, Sight sight) {
    return switch (sight) {
      case Evidence(String text) -> to(healed.recovered(now, text));
      case Trouble(String reason) ->
          to(healed.fail(now, "recovery could not be observed: " + reason));
      case Sight.Nothing _ when expired(healed, now, ABSENCE_LIMIT_MICROS) ->
          to(healed.fail(now, "recovery was not observed in time"));
      case Sight.Nothing _ -> this;
    };
  }

  private static boolean expired(FaultState state, long now, long limit) {
    return now - state.sinceMicros() >= limit;
  }

  private Course to(FaultState next) {
    return new Course(next, ending);
  }
}
