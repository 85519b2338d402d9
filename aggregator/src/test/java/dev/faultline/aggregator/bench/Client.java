package dev.faultline.aggregator.bench;

import dev.faultline.testkit.bench.ChildJvm;
import dev.faultline.testkit.bench.Parent;
import java.util.ArrayList;
import java.util.List;

/** A contender in a JVM of its own; makes a pass for each line it is told. */
final class Client implements AutoCloseable {

  private final ChildJvm child;

  private Client(ChildJvm child) {
    this.child = child;
  }

  static Client start(Contender contender, Task task, List<String> flags) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(contender.name()));
    arguments.addAll(task.arguments());
    return new Client(ChildJvm.start(Client.class, task.folder(), flags, arguments));
  }

  /**
   * Makes a pass.
   *
   * @param name an application id that was never used
   * @param end where others see that the work is done
   */
  Measured pass(String name, End end) {
    end.mark();
    child.tell(Broker.PASSES + "-" + name);
    while (!end.reached()) {
      check();
    }
    child.tell("done");
    Measured measured = Measured.of(child.answer());
    end.verify();
    return measured;
  }

  /** Begins a pass that {@link #finish()} ends, and waits until it is under way. */
  void begin() {
    child.tell(Broker.PASSES);
    child.answer();
  }

  /** What the pass did before does not count. */
  void measureFrom() {
    child.tell("warm");
  }

  /** Throws when it has failed. */
  void check() {
    child.check();
  }

  Measured finish() {
    child.tell("done");
    return Measured.of(child.answer());
  }

  @Override
  public void close() {
    child.close();
  }

  /** Makes passes until the parent is gone. */
  public static void main(String[] arguments) throws Exception {
    List<String> all = List.of(arguments);
    Parent parent = Parent.listenTo();
    Pass pass = Contender.valueOf(all.getFirst()).pass(Task.of(all.subList(1, all.size())));
    try {
      while (true) {
        String name = parent.request();
        System.gc();
        Measurement measurement = new Measurement();
        pass.run(name, measurement, parent);
        parent.answer(measurement.result().line());
      }
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }
}
