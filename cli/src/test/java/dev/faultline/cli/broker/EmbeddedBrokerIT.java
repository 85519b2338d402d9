package dev.faultline.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.faultline.cli.process.ChildFailedException;
import dev.faultline.cli.process.ChildJvm;
import dev.faultline.cli.process.ChildSpec;
import dev.faultline.cli.process.FreePorts;
import dev.faultline.cli.process.ProcessIdentity;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.TopicAdmin;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.TopicReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void carriesRecordsAndLeavesNothingBehind() throws Exception {
    Path data = folder.resolve("a folder/data");
    Files.createDirectories(data.getParent());
    ProcessIdentity process;
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(data, folder.resolve("log"), new FreePorts(new Random()))) {
      process = broker.process();
      assertThat(broker.alive()).isTrue();
      assertThat(data).isNotEmptyDirectory();
      carriesARecord(broker.settings());
    }

    assertThat(process.running()).isEmpty();
    assertThat(data).doesNotExist();
  }

  @Test
  void aPortThatIsTakenAfterTheLookIsReplacedByAnother() throws Exception {
    Path log = folder.resolve("log");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        EmbeddedBroker broker =
            EmbeddedBroker.start(
                folder.resolve("data"), log, new LatePorts(taken.getLocalPort()))) {
      assertThat(broker.bootstrap()).doesNotEndWith(":" + taken.getLocalPort());
      assertThat(broker.alive()).isTrue();
    }
    assertThat(Files.readString(log)).contains("Address already in use");
  }

  @Test
  void aBrokerThatCannotStartSaysWhy() throws Exception {
    Path data = folder.resolve("data");
    Path log = folder.resolve("log");
    FreePorts ports = new FreePorts(new Random());
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      ChildSpec spec = EmbeddedBroker.spec(data, port, ports.find(1).getFirst());
      Files.createDirectories(EmbeddedBroker.temporary(data));
      try (ChildJvm child = ChildJvm.start(spec, log)) {
        assertThatThrownBy(() -> child.awaitReady(PATIENCE))
            .isInstanceOf(ChildFailedException.class)
            .hasMessageStartingWith("the embedded broker ended with exit code")
            .hasMessageContaining("Address already in use");
      }
    }
  }

  @Test
  void diesWithAParentThatIsKilled() throws Exception {
    ChildSpec parent =
        new ChildSpec("parent", Parent.class, List.of(), List.of(folder.toString()), "broker");
    try (ChildJvm child = ChildJvm.start(parent, folder.resolve("parent.log"))) {
      long pid = Long.parseLong(child.awaitReady(PATIENCE));
      ProcessIdentity broker = ProcessIdentity.of(ProcessHandle.of(pid).orElseThrow());

      child.identity().running().orElseThrow().destroyForcibly();

      await().atMost(Duration.ofSeconds(10)).until(() -> broker.running().isEmpty());
    }
  }

  private static void carriesARecord(KafkaSettings kafka) throws Exception {
    TopicAdmin.createMissing(kafka, 1, (short) 1);
    RunId runId = RunId.create(Clock.system(), new Random());
    PlanSource plan = new PlanSource("p.yaml", "", Map.of());
    RunEvent event = new RunEvent.Submitted(runId, 1_800_000_000_000_000L, plan);
    try (var producer = KafkaClients.eventProducer(kafka, Topics.RUNS)) {
      producer.send(Topics.RUNS.record(runId.toString(), event, event.atMicros())).get();
    }
    assertThat(
            new TopicReader<>(kafka, Topics.RUNS, _ -> true)
                .until(read -> !read.isEmpty(), PATIENCE))
        .containsExactly(event);
  }

  /** At first it offers a port that somebody has taken in the meantime. */
  private static final class LatePorts extends FreePorts {

    private final Deque<Integer> taken = new ArrayDeque<>();

    LatePorts(int port) {
      super(new Random());
      taken.add(port);
    }

    @Override
    public List<Integer> find(int count) throws IOException {
      List<Integer> free = new ArrayList<>(super.find(count));
      if (!taken.isEmpty()) {
        free.set(0, taken.remove());
      }
      return free;
    }
  }

  /** Starts a broker and says which process it is. */
  public static final class Parent {

    private Parent() {}

    /**
     * Stays until it is killed.
     *
     * @param args the folder for its data and log
     */
    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[0]);
      EmbeddedBroker broker =
          EmbeddedBroker.start(
              folder.resolve("data"), folder.resolve("log"), new FreePorts(new Random()));
      System.out.println("broker " + broker.process().pid());
      Thread.currentThread().join();
    }
  }
}
