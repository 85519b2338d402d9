package dev.faultline.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  @Test
  void readsEveryOption() {
    Options options =
        Options.parse(
            "--bind",
            "127.0.0.2",
            "--checkout-port",
            "1",
            "--payments-port",
            "65535",
            "--grpc-port",
            "2",
            "--websocket-port",
            "3",
            "--payments-url",
            "http://127.0.0.1:18082",
            "--payments-timeout",
            "5s",
            "--slow-down-after",
            "46s",
            "--slow-down",
            "60ms",
            "--exit-with-parent");

    assertThat(options.bind()).isEqualTo("127.0.0.2");
    assertThat(options.checkoutPort()).isEqualTo(1);
    assertThat(options.paymentsPort()).isEqualTo(65535);
    assertThat(options.grpcPort()).hasValue(2);
    assertThat(options.webSocketPort()).hasValue(3);
    assertThat(options.paymentsUrl()).contains(URI.create("http://127.0.0.1:18082"));
    assertThat(options.paymentsTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(options.slowDownAfter()).contains(Duration.ofSeconds(46));
    assertThat(options.slowDown()).isEqualTo(Duration.ofMillis(60));
    assertThat(options.exitWithParent()).isTrue();
  }

  @Test
  void needsNone() {
    assertThat(Options.parse()).isEqualTo(Options.defaults());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--colour blue | there is no option '--colour'; --help lists them",
        "- 1 | there is no option '-'; --help lists them",
        "--checkout-port | --checkout-port needs a value",
        "--payments-port 65536 | --payments-port is '65536'; expected a port from 0 to 65535",
        "--grpc-port x | --grpc-port is 'x'; expected a port from 0 to 65535",
        "--payments-url payments | --payments-url is 'payments'; expected http://host:port",
        "--payments-url http://a_b:x | --payments-url is 'http://a_b:x'; expected http://host:port",
        "--slow-down-after 46 | --slow-down-after is '46'; expected a time such as 250ms, 46s or 2m",
        "--slow-down 60ms | --slow-down needs --slow-down-after, which says when",
      })
  void saysWhatIsWrongAndWhatWasExpected(String arguments, String message) {
    assertThatThrownBy(() -> Options.parse(arguments.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
