package dev.faultline.cli.report;

import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.profile.UserStage;
import java.time.Duration;
import java.util.stream.Collectors;

/** A load profile in words: {@code 20 → 100/s for 6 s, 100/s for 54 s}. */
final class ProfileWording {

  private ProfileWording() {}

  static String of(LoadProfile load) {
    return switch (load) {
      case LoadProfile.Open open ->
          open.stages().stream().map(ProfileWording::stage).collect(Collectors.joining(", "));
      case LoadProfile.Closed closed ->
          closed.stages().stream().map(ProfileWording::stage).collect(Collectors.joining(", "))
              + thinking(closed.thinkTime());
    };
  }

  private static String stage(Stage stage) {
    String rate =
        stage.startRate() == stage.endRate()
            ? Numbers.perSecond(stage.endRate())
            : Numbers.significant(stage.startRate()) + " → " + Numbers.perSecond(stage.endRate());
    return rate + " for " + seconds(stage.duration());
  }

  private static String stage(UserStage stage) {
    String users = stage.endUsers() == 1 ? " user" : " users";
    String from =
        stage.startUsers() == stage.endUsers() ? "" : Numbers.count(stage.startUsers()) + " → ";
    return from + Numbers.count(stage.endUsers()) + users + " for " + seconds(stage.duration());
  }

  private static String thinking(Duration thinkTime) {
    return thinkTime.isZero() ? "" : ", who think for " + seconds(thinkTime);
  }

  private static String seconds(Duration duration) {
    return Numbers.significant(duration.toMillis() / 1e3) + " s";
  }
}
