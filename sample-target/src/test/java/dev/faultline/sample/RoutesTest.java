package dev.faultline.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutesTest {

  private final Routes routes =
      new Routes()
          .on("GET /orders/{}", _ -> new Reply(200, "one"))
          .on("GET /orders/all", _ -> new Reply(200, "all"))
          .on("GET /orders/{}/bids/{}", _ -> new Reply(200, "bid"))
          .on("GET /", _ -> new Reply(200, "welcome"));

  @Test
  void whatStandsThereLiterallyGoesBeforeAnyPart() {
    assertThat(find("GET", "/orders/all")).contains("all []");
    assertThat(find("GET", "/orders/o-7")).contains("one [o-7]");
    assertThat(find("GET", "/")).contains("welcome []");
  }

  @Test
  void tellsEveryPartThatMayBeAny() {
    assertThat(find("GET", "/orders/o-7/bids/b-1")).contains("bid [o-7, b-1]");
    assertThat(find("GET", "/orders/all/bids/b-1")).contains("bid [all, b-1]");
  }

  @Test
  void knowsNoOtherPathsOrMethods() {
    assertThat(find("POST", "/orders/o-7")).isEmpty();
    assertThat(find("GET", "/orders")).isEmpty();
    assertThat(find("GET", "/orders/")).isEmpty();
    assertThat(find("GET", "/orders/o-7/bids")).isEmpty();
    assertThat(find("GET", "/orders" + "/x".repeat(10_000))).isEmpty();
  }

  @Test
  void noLineHasTwoRoutes() {
    assertThatThrownBy(() -> routes.and(new Routes().on("GET /", _ -> new Reply(200, ""))))
        .hasMessage("two routes for GET /");
  }

  private Optional<String> find(String method, String path) {
    return routes
        .find(method, path)
        .map(
            match -> {
              try {
                Reply reply = match.route().handle(new Request(null, List.of(), new byte[0]));
                return reply.json() + " " + match.ids();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
  }
}
