package dev.faultline.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.faultline.core.profile.UserSchedule.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** However often something is cut, the slices together are the whole. */
class SlicePropertyTest {

  @Property
  void eachThingIsInExactlyOneSliceAndInOrder(
      @ForAll @IntRange(max = 500) int things, @ForAll @IntRange(min = 1, max = 40) int count) {
    List<Long> all = new ArrayList<>();
    for (Slice slice : slices(count)) {
      List<Long> its = LongStream.range(0, slice.of(things)).map(slice::inWhole).boxed().toList();
      assertThat(its).isSorted().allMatch(number -> number < things);
      all.addAll(its);
    }

    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, things).boxed().toList());
  }

  @Property
  void slicesDifferByOneAtMost(
      @ForAll @LongRange(max = Long.MAX_VALUE / 2) long things,
      @ForAll @IntRange(min = 1, max = 40) int count) {
    List<Long> sizes = slices(count).stream().map(slice -> slice.of(things)).toList();

    assertThat(sizes.stream().mapToLong(Long::longValue).sum()).isEqualTo(things);
    assertThat(sizes).allMatch(size -> size == things / count || size == things / count + 1);
  }

  @Property(tries = 200)
  void theArrivalsOfTheShardsAreThoseOfTheWholeProfile(
      @ForAll("arrivals") LoadProfile.Open profile,
      @ForAll @IntRange(min = 1, max = 12) int count) {
    ArrivalSchedule whole = new ArrivalSchedule(profile);
    List<Long> due = new ArrayList<>();
    for (Slice slice : slices(count)) {
      ArrivalSlice shard = new ArrivalSlice(whole, slice);
      List<Long> its = LongStream.range(0, shard.total()).map(shard::dueMicros).boxed().toList();
      assertThat(its).isSorted();
      due.addAll(its);
    }

    assertThat(due)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, whole.total()).map(whole::dueMicros).boxed().toList());
  }

  @Property(tries = 500)
  void atAnyTimeTheShardsHaveAsManyArrivalsAsTheWhole(
      @ForAll("arrivals") LoadProfile.Open profile,
      @ForAll @IntRange(min = 1, max = 12) int count,
      @ForAll @LongRange(min = -1, max = 70_000_000) long offset) {
    ArrivalSchedule whole = new ArrivalSchedule(profile);
    long sum = 0;
    for (Slice slice : slices(count)) {
      ArrivalSlice shard = new ArrivalSlice(whole, slice);
      long before = shard.dueBefore(offset);
      assertThat(before == 0 || shard.dueMicros(before - 1) < offset).isTrue();
      assertThat(before == shard.total() || shard.dueMicros(before) >= offset).isTrue();
      sum += before;
    }

    assertThat(sum).isEqualTo(whole.dueBefore(offset));
  }

  @Property(tries = 200)
  void atAnyTimeTheShardsHaveAsManyUsersAsTheWhole(
      @ForAll("users") LoadProfile.Closed profile, @ForAll @IntRange(min = 1, max = 12) int count) {
    UserSchedule whole = UserSchedule.of(profile);
    TreeMap<Long, Integer> sum = new TreeMap<>();
    for (Slice slice : slices(count)) {
      int before = 0;
      for (Change change : whole.of(slice).changes()) {
        assertThat(change.users()).isNotEqualTo(before);
        sum.merge(change.offsetMicros(), change.users() - before, Integer::sum);
        before = change.users();
      }
    }

    TreeMap<Long, Integer> expected = new TreeMap<>();
    int before = 0;
    for (Change change : whole.changes()) {
      expected.merge(change.offsetMicros(), change.users() - before, Integer::sum);
      before = change.users();
    }
    // What one user's leaving and another's coming at once add up to is no change.
    sum.values().removeIf(users -> users == 0);
    expected.values().removeIf(users -> users == 0);
    assertThat(sum).isEqualTo(expected);
  }

  @Example
  void thereIsNoSliceOutsideOfTheWhole() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Slice(3, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new Slice(-1, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new Slice(0, 0));
  }

  @Provide
  Arbitrary<LoadProfile.Open> arrivals() {
    Arbitrary<Double> rates = Arbitraries.doubles().between(0, 80);
    Arbitrary<Duration> durations = Arbitraries.longs().between(1, 10_000).map(Duration::ofMillis);
    return Combinators.combine(rates, rates, durations)
        .as(Stage.Ramp::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(stages -> new LoadProfile.Open(List.copyOf(stages)));
  }

  @Provide
  Arbitrary<LoadProfile.Closed> users() {
    Arbitrary<Integer> users = Arbitraries.integers().between(0, 60);
    Arbitrary<Duration> durations = Arbitraries.longs().between(1, 10_000).map(Duration::ofMillis);
    return Combinators.combine(users, users, durations)
        .as(UserStage.Ramp::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(stages -> new LoadProfile.Closed(List.copyOf(stages), Duration.ZERO));
  }

  private static List<Slice> slices(int count) {
    return IntStream.range(0, count).mapToObj(index -> new Slice(index, count)).toList();
  }
}
