package dev.faultline.chaos.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.fault.FaultAction.ProxyDown;
import dev.faultline.core.fault.PodAction;
import dev.faultline.core.fault.PodMode;
import dev.faultline.core.fault.PodSelection;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.Proxy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final PodAction KILL =
      new PodAction.PodKill(pods(new PodMode.One()), Duration.ZERO);

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "localhost", "::1"})
  void loopbackAddressesAreAllowed(String host) {
    assertThat(new Guard(GuardLimits.defaults()).objection(plan(host, MINUTE))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "no-such-host.invalid"})
  void othersAreNot(String host) {
    assertThat(new Guard(GuardLimits.defaults()).objection(plan(host, MINUTE)))
        .contains(
            "proxy 'payments' may not listen on %s: only loopback addresses are allowed; see faultline.guard.allowed-listen"
                .formatted(host));
  }

  @Test
  void unlessTheyAreConfigured() {
    Guard guard =
        new Guard(new GuardLimits(Set.of("0.0.0.0", "10.0.0.1"), MINUTE, PodLimits.none()));

    assertThat(guard.objection(plan("0.0.0.0", MINUTE))).isEmpty();
    assertThat(guard.objection(plan("192.0.2.1", MINUTE)))
        .contains(
            "proxy 'payments' may not listen on 192.0.2.1: only loopback addresses and 0.0.0.0 and"
                + " 10.0.0.1 are allowed; see faultline.guard.allowed-listen");
    assertThat(
            new Guard(new GuardLimits(Set.of("*"), MINUTE, PodLimits.none()))
                .objection(plan("192.0.2.1", MINUTE)))
        .isEmpty();
  }

  @Test
  void aFaultMayNotStayLongerThanConfigured() {
    Guard guard = new Guard(GuardLimits.defaults());

    assertThat(guard.objection(plan("127.0.0.1", Duration.ofHours(1)))).isEmpty();
    assertThat(guard.objection(plan("127.0.0.1", Duration.ofHours(1).plusMillis(1))).orElseThrow())
        .startsWith("fault 'outage' lasts ")
        .endsWith("longer than the 1h that are allowed; see faultline.guard.max-fault-duration");
  }

  @Test
  void podsMayNotBeTouchedUnlessTheirNamespaceIsAllowed() {
    assertThat(new Guard(GuardLimits.defaults()).objection(plan(KILL)))
        .contains(
            "fault 'outage' may not touch pods in namespace 'shop': none is allowed;"
                + " see faultline.guard.allowed-namespaces or --allow-namespace");
    assertThat(guard(PodLimits.allowing(Set.of("b", "a"))).objection(plan(KILL)).orElseThrow())
        .contains("namespace 'shop': only a and b;");
    assertThat(guard(PodLimits.allowing(Set.of("shop"))).objection(plan(KILL))).isEmpty();
  }

  @Test
  void thoseWhoAreCutOffAreTouchedToo() {
    PodAction cut =
        new PodAction.NetworkPartition(
            pods(new PodMode.One()),
            PodAction.NetworkPartition.Direction.BOTH,
            new PodSelection("data", Map.of("app", "db"), new PodMode.One()));

    assertThat(guard(PodLimits.allowing(Set.of("shop"))).objection(plan(cut)).orElseThrow())
        .contains("namespace 'data'");
  }

  @ParameterizedTest
  @CsvSource({"1,true", "2,true", "3,true", "4,true", "5,false"})
  void noMoreOfThePodsThanTheAllowedPercentMayBeHit(int hit, boolean allowed) {
    Guard guard = guard(new PodLimits(Set.of("shop"), 50, 100));

    assertThat(guard.objection("outage", pods(new PodMode.Fixed(hit)), 7).isEmpty())
        .isEqualTo(allowed);
  }

  @Test
  void oneOfOnePodMayBeHitBecauseSharesAreRoundedUp() {
    Guard guard = guard(new PodLimits(Set.of("shop"), 10, 100));

    assertThat(guard.objection("outage", pods(new PodMode.One()), 1)).isEmpty();
    assertThat(guard.objection("outage", pods(new PodMode.All()), 2))
        .contains(
            "fault 'outage' would hit 2 of 2 pods of shop/app=payments, and at most 1 are allowed;"
                + " see faultline.guard.max-pods-percent");
  }

  @Test
  void noMorePodsThanTheAllowedNumberMayBeHit() {
    Guard guard = guard(new PodLimits(Set.of("shop"), 100, 3));

    assertThat(guard.objection("outage", pods(new PodMode.Fixed(3)), 50)).isEmpty();
    assertThat(guard.objection("outage", pods(new PodMode.All()), 50).orElseThrow())
        .endsWith("see faultline.guard.max-pods");
  }

  private static Guard guard(PodLimits limits) {
    return new Guard(GuardLimits.defaults().withPods(limits));
  }

  private static PodSelection pods(PodMode mode) {
    return new PodSelection("shop", Map.of("app", "payments"), mode);
  }

  private static Plan plan(PodAction action) {
    return new Plan(
        "test",
        List.of(),
        List.of(),
        List.of(),
        List.of(new FaultSpec("outage", Duration.ZERO, MINUTE, action)),
        List.of(),
        0.05);
  }

  private static Plan plan(String listen, Duration duration) {
    return new Plan(
        "test",
        List.of(),
        List.of(
            new Proxy(
                "payments",
                InetSocketAddress.createUnresolved(listen, 1),
                InetSocketAddress.createUnresolved("127.0.0.1", 2))),
        List.of(),
        List.of(new FaultSpec("outage", Duration.ZERO, duration, new ProxyDown("payments"))),
        List.of(),
        0.05);
  }
}
