package dev.faultline.testkit.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The other end of a {@link ChildJvm}. When the parent is gone, this JVM ends. */
public final class Parent {

  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

  public static Parent listenTo() {
    Parent parent = new Parent();
    Thread.ofPlatform().daemon().name("parent").start(parent::listen);
    return parent;
  }

  private void listen() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        requests.add(line);
      }
    } catch (IOException e) {
      // As good as the end.
    }
    Runtime.getRuntime().exit(0);
  }

  /** Waits for the next line. */
  public String request() throws InterruptedException {
    return requests.take();
  }

  /** The same, and throws when what is watched dies meanwhile. */
  public String request(BooleanSupplier alive) throws InterruptedException {
    while (true) {
      String request = requests.poll(1, TimeUnit.SECONDS);
      if (request != null) {
        return request;
      }
      if (!alive.getAsBoolean()) {
        throw new IllegalStateException("the topology has died");
      }
    }
  }

  public void answer(String line) {
    System.out.println(ChildJvm.ANSWER + line);
  }
}
