package dev.faultline.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShelfTest {

  private final Shelf<String> shelf = new Shelf<>("order");

  @Test
  void keepsThingsUnderIdsOfTheirOwn() throws Exception {
    assertThat(shelf.add(id -> id + " of socks")).isEqualTo("order-1 of socks");
    shelf.add(id -> id + " of shoes");

    assertThat(shelf.get("order-1")).isEqualTo("order-1 of socks");
    assertThat(shelf.remove("order-2")).isEqualTo("order-2 of shoes");
  }

  @Test
  void saysWhatIsNotThere() {
    assertThatThrownBy(() -> shelf.get("order-9"))
        .isInstanceOf(RefusedException.class)
        .hasMessage("there is no order order-9");
    assertThatThrownBy(() -> shelf.remove("order-9")).hasMessage("there is no order order-9");
  }

  @Test
  void forgetsTheEldestOfTooMany() throws Exception {
    for (int i = 0; i < 100_001; i++) {
      shelf.add(id -> id);
    }

    assertThatThrownBy(() -> shelf.get("order-1")).isInstanceOf(RefusedException.class);
    assertThat(shelf.get("order-2")).isEqualTo("order-2");
    assertThat(shelf.get("order-100001")).isEqualTo("order-100001");
  }
}
