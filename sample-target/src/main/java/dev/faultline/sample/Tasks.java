package dev.faultline.sample;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A queue of tasks: {@code POST /tasks}, and {@code GET /tasks/{id}} until it is DONE. */
final class Tasks {

  private static final Phases PHASES =
      Phases.begin("QUEUED")
          .then(Duration.ofMillis(50), "RUNNING")
          .then(Duration.ofMillis(200), "DONE");

  private final Work work = Work.seeded(7);
  private final LongSupplier nanoTime;
  private final Shelf<Task> tasks = new Shelf<>("task");

  private record Task(String id, String kind, long begunNanos) {}

  Tasks(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  Routes routes() {
    return new Routes()
        .on("POST /tasks", this::submit)
        .on("GET /tasks/{}", request -> reply(200, tasks.get(request.id())));
  }

  private Reply submit(Request request) throws InterruptedException, RefusedException {
    String kind = Request.text(request.json(), "kind");
    work.perform(Duration.ZERO);
    return reply(202, tasks.add(id -> new Task(id, kind, nanoTime.getAsLong())));
  }

  private Reply reply(int status, Task task) {
    JsonObject body = new JsonObject();
    body.addProperty("id", task.id());
    body.addProperty("kind", task.kind());
    body.addProperty(
        "state", PHASES.at(Duration.ofNanos(nanoTime.getAsLong() - task.begunNanos())));
    return Reply.of(status, body);
  }
}
