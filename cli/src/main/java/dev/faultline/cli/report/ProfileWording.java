package dev.faultline.cli.report;

import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Spacing;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.profile.UserStage;
import dev.faultline.core.profile.Wave;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A load profile in words: {@code 20 → 100/s for 6 s, 100/s for 54 s}. */
public final class ProfileWording {

  private static final int MOST = 10;

  private ProfileWording() {}

  /** The words for it. */
  public static String of(LoadProfile load) {
    return switch (load) {
      case LoadProfile.Open open ->
          few(open.stages().stream().map(ProfileWording::stage).toList())
              + (open.spacing() instanceof Spacing.Poisson ? ", at random (Poisson)" : "");
      case LoadProfile.Closed closed ->
          few(closed.stages().stream().map(ProfileWording::stage).toList())
              + thinking(closed.thinkTime())
              + (closed.isLimited()
                  ? ", at most %s iterations".formatted(Numbers.count(closed.iterations()))
                  : "");
    };
  }

  private static String stage(Stage stage) {
    String rate =
        switch (stage) {
          case Stage.Constant constant -> Numbers.perSecond(constant.rate());
          case Stage.Probe probe -> "one every " + seconds(probe.every());
          case Stage.Ramp ramp ->
              from(ramp.startRate(), ramp.endRate()) + Numbers.perSecond(ramp.endRate());
          case Stage.Sine sine -> wave(sine.wave()) + "/s" + every(sine.wave());
        };
    return stage.duration().equals(LoadProfile.FOREVER)
        ? rate + " until somebody ends it"
        : rate + " for " + seconds(stage.duration());
  }

  private static String stage(UserStage stage) {
    String users =
        switch (stage) {
          case UserStage.Ramp ramp ->
              from(ramp.startUsers(), ramp.endUsers())
                  + Numbers.count(ramp.endUsers())
                  + (ramp.endUsers() == 1 ? " user" : " users");
          case UserStage.Sine sine -> wave(sine.wave()) + " users" + every(sine.wave());
        };
    return users + " for " + seconds(stage.duration());
  }

  private static String from(double from, double to) {
    return from == to ? "" : Numbers.significant(from) + " → ";
  }

  private static String wave(Wave wave) {
    return Numbers.significant(wave.mean()) + " ± " + Numbers.significant(wave.amplitude());
  }

  private static String every(Wave wave) {
    return " every " + seconds(wave.period());
  }

  /** A staircase or a trace has more stages than anybody reads. */
  private static String few(List<String> stages) {
    int more = stages.size() - MOST;
    return stages.stream().limit(MOST).collect(Collectors.joining(", "))
        + (more > 0 ? ", and %s more stages".formatted(Numbers.count(more)) : "");
  }

  private static String thinking(Duration thinkTime) {
    return thinkTime.isZero() ? "" : ", who think for " + seconds(thinkTime);
  }

  private static String seconds(Duration duration) {
    return Numbers.significant(duration.toMillis() / 1e3) + " s";
  }
}
