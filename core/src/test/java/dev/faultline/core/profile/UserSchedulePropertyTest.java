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

/** The whole users of a schedule against the straight lines of its profile. */
class UserSchedulePropertyTest {

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void theUsersAreNeverMoreThanHalfAUserFromTheLine(
      @ForAll("profiles") LoadProfile.Closed profile, @ForAll long seed) {
    List<Change> changes = UserSchedule.of(profile).changes();
    Random random = new Random(seed);
    long startMicros = 0;
    for (UserStage stage : profile.stages()) {
      long length = Durations.micros(stage.duration());
      int rise = stage.endUsers() - stage.startUsers();
      double usersPerMicro = (double) Math.abs(rise) / length;
      for (int i = 0; i < 20; i++) {
        long elapsed = random.nextLong(length);
        double line = stage.startUsers() + (double) rise * elapsed / length;
        // A change is rounded down by less than a microsecond, in which the line moves on.
        assertThat(Math.abs(users(changes, startMicros + elapsed) - line))
            .isLessThanOrEqualTo(0.5 + usersPerMicro + 1e-6);
      }
      startMicros += length;
    }
    assertThat(users(changes, startMicros)).isZero();
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void theUserSecondsAreTheIntegralOfTheProfile(@ForAll("profiles") LoadProfile.Closed profile) {
    List<Change> changes = UserSchedule.of(profile).changes();
    double planned = 0;
    for (UserStage stage : profile.stages()) {
      double mean = (stage.startUsers() + stage.endUsers()) / 2.0;
      planned += mean * Durations.micros(stage.duration());
    }
    double scheduled = 0;
    for (int i = 0; i + 1 < changes.size(); i++) {
      long micros = changes.get(i + 1).offsetMicros() - changes.get(i).offsetMicros();
      scheduled += (double) changes.get(i).users() * micros;
    }

    assertThat(Math.abs(scheduled - planned)).isLessThanOrEqualTo(changes.size() + planned * 1e-9);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void changesAreInOrderWithinTheProfileAndReachItsPeak(
      @ForAll("profiles") LoadProfile.Closed profile) {
    List<Change> changes = UserSchedule.of(profile).changes();

    assertThat(changes).isSortedAccordingTo(Comparator.comparingLong(Change::offsetMicros));
    assertThat(changes)
        .allSatisfy(
            change -> {
              assertThat(change.offsetMicros()).isBetween(0L, Durations.micros(profile.duration()));
              assertThat(change.users()).isBetween(0, profile.peakUsers());
            });
    assertThat(changes.stream().mapToInt(Change::users).max().orElse(0))
        .isEqualTo(profile.peakUsers());
  }

  @Provide
  Arbitrary<LoadProfile.Closed> profiles() {
    Arbitrary<Integer> users =
        Arbitraries.oneOf(Arbitraries.of(0, 1, 5000), Arbitraries.integers().between(0, 100));
    Arbitrary<Duration> durations =
        Arbitraries.oneOf(
                Arbitraries.longs().between(1, 10_000_000),
                Arbitraries.longs().between(1, Duration.ofDays(365).toMillis() * 1000))
            .map(Durations::ofMicros);
    Arbitrary<UserStage> stages = Combinators.combine(users, users, durations).as(UserStage::new);
    return stages
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(all -> new LoadProfile.Closed(all, Duration.ZERO));
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
