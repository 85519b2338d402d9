package dev.faultline.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.profile.UserSchedule.Change;
import dev.faultline.core.time.Durations;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The whole users of a schedule against the lines and waves of its profile. */
class UserSchedulePropertyTest {

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void theUsersAreNeverMoreThanHalfAUserFromTheLine(
      @ForAll("profiles") LoadProfile.Closed profile, @ForAll long seed) {
    List<Change> changes = UserSchedule.of(profile).changes();
    Random random = new Random(seed);
    long startMicros = 0;
    for (UserStage stage : profile.stages()) {
      long length = Durations.micros(stage.duration());
      for (int i = 0; i < 20; i++) {
        long elapsed = random.nextLong(length);
        // A change is rounded down by less than a microsecond, in which the line moves on.
        assertThat(Math.abs(users(changes, startMicros + elapsed) - stage.levelAt(elapsed)))
            .isLessThanOrEqualTo(0.5 + mostUsersPerMicro(stage) + 1e-6);
      }
      startMicros += length;
    }
    assertThat(users(changes, startMicros)).isZero();
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void theUserSecondsAreTheIntegralOfRamps(@ForAll("ramps") LoadProfile.Closed profile) {
    List<Change> changes = UserSchedule.of(profile).changes();
    double planned = 0;
    for (UserStage stage : profile.stages()) {
      double mean = (stage.levelAt(0) + stage.endUsers()) / 2.0;
      planned += mean * Durations.micros(stage.duration());
    }

    assertThat(Math.abs(userMicros(changes) - planned))
        .isLessThanOrEqualTo(changes.size() + planned * 1e-9);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void changesAreInOrderWithinTheProfile(@ForAll("profiles") LoadProfile.Closed profile) {
    List<Change> changes = UserSchedule.of(profile).changes();

    assertThat(changes).isSortedAccordingTo(Comparator.comparingLong(Change::offsetMicros));
    assertThat(changes)
        .allSatisfy(
            change -> {
              assertThat(change.offsetMicros()).isBetween(0L, Durations.micros(profile.duration()));
              assertThat(change.users()).isBetween(0, profile.peakUsers());
            });
    assertThat((long) changes.size())
        .isLessThanOrEqualTo(
            profile.stages().stream().mapToLong(stage -> stage.changes() + 1).sum() + 1);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void aWaveOverWholePeriodsHasItsMeanInUserSeconds(
      @ForAll("waves") Wave wave, @ForAll @IntRange(min = 1, max = 3) int periods) {
    UserStage stage = new UserStage.Sine(wave, wave.period().multipliedBy(periods));
    List<Change> changes =
        UserSchedule.of(new LoadProfile.Closed(List.of(stage), Duration.ZERO)).changes();

    double planned = wave.mean() * Durations.micros(stage.duration());
    assertThat(Math.abs(userMicros(changes) - planned))
        .isLessThanOrEqualTo(changes.size() + planned * 1e-9);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void rampsReachTheirPeak(@ForAll("ramps") LoadProfile.Closed profile) {
    List<Change> changes = UserSchedule.of(profile).changes();

    assertThat(changes.stream().mapToInt(Change::users).max().orElse(0))
        .isEqualTo(profile.peakUsers());
  }

  @Provide
  Arbitrary<LoadProfile.Closed> profiles() {
    Arbitrary<UserStage> sines =
        Combinators.combine(
                waves(), Arbitraries.longs().between(1, 30_000_000).map(Durations::ofMicros))
            .as(UserStage.Sine::new);
    return profilesOf(Arbitraries.oneOf(rampStages(), sines));
  }

  @Provide
  Arbitrary<LoadProfile.Closed> ramps() {
    return profilesOf(rampStages());
  }

  @Provide
  Arbitrary<Wave> waves() {
    Arbitrary<Duration> times =
        Arbitraries.longs().between(100_000, 20_000_000).map(Durations::ofMicros);
    return Combinators.combine(
            Arbitraries.integers().between(0, 50),
            Arbitraries.integers().between(0, 50),
            times,
            times)
        .as(
            (one, other, period, phase) ->
                new Wave(Math.max(one, other), Math.min(one, other), period, phase));
  }

  private static Arbitrary<UserStage> rampStages() {
    Arbitrary<Integer> users =
        Arbitraries.oneOf(Arbitraries.of(0, 1, 5000), Arbitraries.integers().between(0, 100));
    Arbitrary<Duration> durations =
        Arbitraries.oneOf(
                Arbitraries.longs().between(1, 10_000_000),
                Arbitraries.longs().between(1, Duration.ofDays(365).toMillis() * 1000))
            .map(Durations::ofMicros);
    return Combinators.combine(users, users, durations).as(UserStage.Ramp::new);
  }

  private static Arbitrary<LoadProfile.Closed> profilesOf(Arbitrary<UserStage> stages) {
    return stages
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(all -> new LoadProfile.Closed(all, Duration.ZERO));
  }

  private static double mostUsersPerMicro(UserStage stage) {
    return switch (stage) {
      case UserStage.Ramp ramp ->
          (double) Math.abs(ramp.endUsers() - ramp.startUsers())
              / Durations.micros(ramp.duration());
      case UserStage.Sine(Wave wave, Duration _) ->
          wave.amplitude() * 2 * Math.PI / Durations.micros(wave.period());
    };
  }

  private static double userMicros(List<Change> changes) {
    double sum = 0;
    for (int i = 0; i + 1 < changes.size(); i++) {
      long micros = changes.get(i + 1).offsetMicros() - changes.get(i).offsetMicros();
      sum += (double) changes.get(i).users() * micros;
    }
    return sum;
  }

  private static int users(List<Change> changes, long offsetMicros) {
    int users = 0;
    for (Change change : changes) {
      if (change.offsetMicros() > offsetMicros) {
        break;
      }
      users = change.users();
    }
    return users;
  }
}
