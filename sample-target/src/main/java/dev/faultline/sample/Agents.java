package dev.faultline.sample;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Agents that are spawned, get ready and are stopped: {@code POST /agents}, {@code GET} and {@code
 * DELETE /agents/{id}}; {@code POST /agents/{id}/messages} is answered by one that is READY.
 */
final class Agents {

  private static final String READY = "READY";
  private static final Phases PHASES = Phases.begin("STARTING").then(Duration.ofMillis(100), READY);

  private final Work work = Work.seeded(8);
  private final LongSupplier nanoTime;
  private final Shelf<Agent> agents = new Shelf<>("agent");

  private record Agent(String id, String role, long begunNanos) {}

  Agents(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  Routes routes() {
    return new Routes()
        .on("POST /agents", this::spawn)
        .on("GET /agents/{}", request -> reply(200, agents.get(request.id())))
        .on("POST /agents/{}/messages", this::tell)
        .on("DELETE /agents/{}", this::stop);
  }

  private Reply spawn(Request request) throws InterruptedException, RefusedException {
    String role = Request.text(request.json(), "role");
    work.perform(Duration.ZERO);
    return reply(201, agents.add(id -> new Agent(id, role, nanoTime.getAsLong())));
  }

  private Reply tell(Request request) throws InterruptedException, RefusedException {
    Agent agent = agents.get(request.id());
    String text = Request.text(request.json(), "text");
    if (!state(agent).equals(READY)) {
      throw new RefusedException(409, "%s is %s".formatted(agent.id(), state(agent)));
    }
    work.perform(Duration.ZERO);
    JsonObject body = new JsonObject();
    body.addProperty("reply", "%s heard: %s".formatted(agent.role(), text));
    return Reply.of(200, body);
  }

  private Reply stop(Request request) throws RefusedException {
    agents.remove(request.id());
    return new Reply(204, "");
  }

  private String state(Agent agent) {
    return PHASES.at(Duration.ofNanos(nanoTime.getAsLong() - agent.begunNanos()));
  }

  private Reply reply(int status, Agent agent) {
    JsonObject body = new JsonObject();
    body.addProperty("id", agent.id());
    body.addProperty("role", agent.role());
    body.addProperty("state", state(agent));
    return Reply.of(status, body);
  }
}
