package dev.faultline.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.process.ChildJvm;
import dev.faultline.cli.process.ProcessIdentity;
import dev.faultline.cli.process.Sleeper;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.run.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRunsTest {

  private static final RunId RUN = new RunId(new UUID(0x7000L, 0x8000_0000_0000_0001L));
  private static final String DEAD = "{\"pid\":999999999,\"started\":\"2026-01-01T00:00:00Z\"}";

  @TempDir private Path out;

  @Test
  void nothingIsSaidWhenNothingWasKilled() {
    assertThat(new KilledRuns(out).clean()).isEmpty();
    assertThat(new KilledRuns(out.resolve("not-yet-there")).clean()).isEmpty();
  }

  @Test
  void aRunThatIsStillOnIsLeftAlone() throws Exception {
    RunFolder folder = folder();
    try (RunLock _ = RunLock.take(folder, List.of(), Map.of())) {
      assertThat(new KilledRuns(out).clean()).isEmpty();
      assertThat(folder.lock()).exists();
    }
    assertThat(folder.lock()).doesNotExist();
  }

  @Test
  void aRunOfAProcessThatIsNotSeenFromHereIsLeftAlone() throws Exception {
    RunFolder folder = folder();
    lock(folder, "");
    try (Hold _ = Hold.tryTake(folder.hold()).orElseThrow()) {
      assertThat(new KilledRuns(out).clean()).isEmpty();
      assertThat(folder.lock()).exists();
    }
    assertThat(new KilledRuns(out).clean()).hasSize(1);
    assertThat(folder.hold()).doesNotExist();
  }

  @Test
  void aKilledRunIsReportedOnceAndItsFoldersAreRemoved() throws Exception {
    RunFolder folder = folder();
    lock(folder, "");
    Files.createDirectories(folder.brokerData().resolve("topic"));
    Files.writeString(folder.brokerData().resolve("topic/0.log"), "x");
    Files.createDirectories(folder.state());
    EventsLog events = new EventsLog(folder.eventsLog());
    events.fault(event("payments-latency", FaultPhase.PLANNED));
    events.fault(event("payments-latency", FaultPhase.INJECTING));
    events.fault(event("payments-latency", FaultPhase.ACTIVE));
    events.fault(event("down", FaultPhase.HEALED));

    List<String> news = new KilledRuns(out).clean();

    assertThat(news)
        .singleElement()
        .asString()
        .matches(
            "run "
                + RUN
                + " was killed at about \\S+Z;"
                + " fault payments-latency was ACTIVE: the proxy died with it");
    assertThat(Files.readString(folder.eventsLog())).endsWith(news.getFirst() + "\n");
    assertThat(folder.path()).isDirectoryContaining("glob:**events.log").isNotEmptyDirectory();
    assertThat(folder.brokerData()).doesNotExist();
    assertThat(folder.state()).doesNotExist();
    assertThat(new KilledRuns(out).clean()).isEmpty();
  }

  @Test
  void itsChildrenAreEnded() throws Exception {
    RunFolder folder = folder();
    try (ChildJvm child = ChildJvm.start(Sleeper.spec(), out.resolve("log"))) {
      child.awaitReady(Duration.ofSeconds(30));
      ProcessIdentity identity = child.identity();
      lock(folder, "{\"pid\":%d,\"started\":\"%s\"}".formatted(identity.pid(), identity.started()));

      assertThat(new KilledRuns(out).clean())
          .singleElement()
          .asString()
          .endsWith("; no fault was in effect; ended 1 process(es) it left");
      assertThat(ProcessHandle.of(identity.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  @Test
  void processesOfOthersAreNotTouched() throws Exception {
    RunFolder folder = folder();
    ProcessIdentity mine = ProcessIdentity.current();
    lock(folder, "{\"pid\":%d,\"started\":\"%s\"}".formatted(mine.pid(), mine.started()));

    assertThat(new KilledRuns(out).clean())
        .singleElement()
        .asString()
        .endsWith("no fault was in effect");
    assertThat(mine.running()).isPresent();
  }

  @Test
  void whatIsNoLockOfOursIsLeftAlone() throws Exception {
    RunFolder folder = folder();
    Files.writeString(folder.lock(), "mine!");

    assertThat(new KilledRuns(out).clean())
        .singleElement()
        .asString()
        .contains("run.lock cannot be read and was left alone");
    assertThat(folder.lock()).exists();
  }

  @Test
  void aLineThatTheKillCutShortIsPassedOver() throws Exception {
    EventsLog events = new EventsLog(out.resolve("events.log"));
    events.fault(event("f", FaultPhase.INJECTING));
    Files.writeString(
        events.file(), "2026-11-21T09:23:53Z fault f ACT", java.nio.file.StandardOpenOption.APPEND);

    assertThat(events.lastPhases()).containsEntry("f", FaultPhase.INJECTING);
  }

  private RunFolder folder() throws Exception {
    RunFolder folder = RunFolder.of(out, RUN);
    Files.createDirectories(folder.path());
    return folder;
  }

  private static void lock(RunFolder folder, String children) throws Exception {
    lock(folder, children, "{\"payments-latency\":\"the proxy died with it\"}");
  }

  private static void lock(RunFolder folder, String children, String lastResort) throws Exception {
    Files.writeString(
        folder.lock(),
        "{\"process\":%s,\"children\":[%s],\"proxies\":[],\"lastResort\":%s}"
            .formatted(DEAD, children, lastResort));
  }

  private static FaultEvent event(String fault, FaultPhase phase) {
    return new FaultEvent(
        RUN, fault, "proxy-latency", "payments", phase, 1_800_000_000_000_000L, "some detail");
  }
}
