package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.run.RunId;
import dev.faultline.core.run.ShardEvent;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShardLogTest {

  private static final RunId RUN = new RunId(new UUID(1, 1));
  private static final ShardKey SHARD = new ShardKey(RUN, 3);

  private final ShardLog log = new ShardLog();

  @Test
  void ofTwoClaimsOfOneEpochTheFirstHolds() {
    assertThat(log.accept(claimed(0, "one"))).isTrue();
    assertThat(log.accept(claimed(0, "two"))).isFalse();
    assertThat(log.of(SHARD)).contains(claimed(0, "one"));
  }

  @Test
  void aClaimOfAHigherEpochHolds() {
    log.accept(claimed(0, "one"));
    assertThat(log.accept(claimed(1, "two"))).isTrue();
    assertThat(log.of(SHARD)).contains(claimed(1, "two"));
  }

  @Test
  void whatIsToldOfAnEpochThatIsOverMeansNothing() {
    log.accept(claimed(0, "one"));
    log.accept(claimed(1, "two"));
    assertThat(log.accept(released(0))).isFalse();
    assertThat(log.accept(ended(0))).isFalse();
    assertThat(log.of(SHARD)).contains(claimed(1, "two"));
  }

  @Test
  void whoClaimedAShardCanReleaseOrEndIt() {
    log.accept(claimed(0, "one"));
    assertThat(log.accept(released(0))).isTrue();
    assertThat(log.accept(claimed(0, "three"))).isFalse();
    assertThat(log.accept(claimed(1, "two"))).isTrue();
    assertThat(log.accept(ended(1))).isTrue();
    assertThat(log.accept(released(1))).isFalse();
    assertThat(log.of(SHARD)).contains(ended(1));
  }

  @Test
  void aForgottenShardIsAsIfNobodyHadCarriedIt() {
    log.accept(ended(4));
    log.forget(SHARD);
    assertThat(log.of(SHARD)).isEmpty();
    assertThat(log.accept(claimed(0, "one"))).isTrue();
    log.forget(shard -> shard.shard() == 3);
    assertThat(log.shards()).isEmpty();
  }

  @Test
  void aKeyIsReadBack() {
    assertThat(ShardKey.parse(RUN + "/3")).isEqualTo(SHARD);
  }

  private static ShardEvent claimed(int epoch, String generator) {
    return new ShardEvent.Claimed(RUN, 3, epoch, 7, generator);
  }

  private static ShardEvent released(int epoch) {
    return new ShardEvent.Released(RUN, 3, epoch, 7, 5);
  }

  private static ShardEvent ended(int epoch) {
    return new ShardEvent.Ended(RUN, 3, epoch, 7);
  }
}
