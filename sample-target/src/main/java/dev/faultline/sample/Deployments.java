package dev.faultline.sample;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Deployments from their creation to their settlement.
 *
 * <pre>
 * POST   /deployments { image }                  201 OPEN; after 100 ms two providers bid
 *                     { image, provider }        201 PROVISIONING at that provider, without bids
 * GET    /deployments/{id}/bids
 * POST   /deployments/{id}/bids/{bid}/accept     PROVISIONING, after 300 ms RUNNING
 * GET    /deployments/{id}, /deployments/{id}/health
 * DELETE /deployments/{id}                       CLOSED
 * GET    /deployments/{id}/settlement            settled 200 ms after that
 * </pre>
 */
final class Deployments {

  private static final List<String> PROVIDERS = List.of("provider-1", "provider-2");

  private final Work work = Work.seeded(9);
  private final LongSupplier nanoTime;
  private final Shelf<Deployment> deployments = new Shelf<>("deployment");

  Deployments(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  Routes routes() {
    return new Routes()
        .on("POST /deployments", this::create)
        .on("GET /deployments/{}", request -> reply(200, deployments.get(request.id())))
        .on("DELETE /deployments/{}", this::close)
        .on("GET /deployments/{}/bids", this::bids)
        .on("POST /deployments/{}/bids/{}/accept", this::accept)
        .on("GET /deployments/{}/health", this::health)
        .on("GET /deployments/{}/settlement", this::settlement);
  }

  private Reply create(Request request) throws InterruptedException, RefusedException {
    JsonObject json = request.json();
    String image = Request.text(json, "image");
    boolean direct = json.has("provider");
    if (direct && !PROVIDERS.contains(Request.text(json, "provider"))) {
      throw new RefusedException(422, "there is no such provider");
    }
    work.perform(Duration.ZERO);
    Deployment made = deployments.add(id -> new Deployment(id, image, nanoTime));
    if (direct) {
      made.provision();
    }
    return reply(201, made);
  }

  private Reply bids(Request request) throws RefusedException {
    Deployment deployment = deployments.get(request.id());
    JsonArray bids = new JsonArray();
    if (deployment.hasBids()) {
      PROVIDERS.forEach(
          provider -> {
            JsonObject bid = new JsonObject();
            bid.addProperty("id", bidOf(provider));
            bid.addProperty("provider", provider);
            bids.add(bid);
          });
    }
    JsonObject body = new JsonObject();
    body.add("bids", bids);
    return Reply.of(200, body);
  }

  private static String bidOf(String provider) {
    return "bid-of-" + provider;
  }

  private Reply accept(Request request) throws InterruptedException, RefusedException {
    Deployment deployment = deployments.get(request.id());
    String bid = request.ids().getLast();
    if (!deployment.hasBids() || PROVIDERS.stream().noneMatch(its -> bidOf(its).equals(bid))) {
      throw RefusedException.notFound("bid", bid);
    }
    work.perform(Duration.ZERO);
    deployment.provision();
    return reply(200, deployment);
  }

  private Reply health(Request request) throws RefusedException {
    boolean healthy = deployments.get(request.id()).state().equals(Deployment.RUNNING);
    JsonObject body = new JsonObject();
    body.addProperty("healthy", healthy);
    return Reply.of(healthy ? 200 : 503, body);
  }

  private Reply close(Request request) throws InterruptedException, RefusedException {
    Deployment deployment = deployments.get(request.id());
    work.perform(Duration.ZERO);
    deployment.close();
    return new Reply(204, "");
  }

  private Reply settlement(Request request) throws RefusedException {
    JsonObject body = new JsonObject();
    body.addProperty("settled", deployments.get(request.id()).isSettled());
    return Reply.of(200, body);
  }

  private static Reply reply(int status, Deployment deployment) {
    JsonObject body = new JsonObject();
    body.addProperty("id", deployment.id());
    body.addProperty("image", deployment.image());
    body.addProperty("state", deployment.state());
    return Reply.of(status, body);
  }
}
