package dev.faultline.aggregator.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The other end of a {@link ChildJvm}. When the parent is gone, this JVM ends. */
final class Parent {

  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

  static Parent listenTo() {
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
  String request() throws InterruptedException {
    return requests.take();
  }

  void answer(String line) {
    System.out.println(ChildJvm.ANSWER + line);
  }
}
