package dev.faultline.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.resource.Exposition.Selector;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionTest {

  /** Partly the example of the format's specification. */
  private static final String TEXT =
      """
      # HELP http_requests_total The total number of HTTP requests.
      # TYPE http_requests_total counter
      http_requests_total{method="post",code="200"} 1027 1395066363000
      http_requests_total{method="post",code="400"}    3 1395066363000

      # Escaping in label values:
      msdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot find file:\\n\\"FILE.TXT\\""} 1.458255915e9

      # Minimalistic line:
      metric_without_timestamp_and_labels 12.47

      # A weird metric from before the epoch:
      something_weird{problem="division by zero"} +Inf -3982045
      braces{text="a } and a {"} 4
      trailing{a="1",} 5
      spaced { a = "1" , b = "2" } 6
      nan NaN
      jvm_memory_used_bytes{area="heap",id="G1 Eden"} 100
      jvm_memory_used_bytes{area="heap",id="G1 Old"} 2.5E2
      jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 1e3
      jvm_memory_used_bytes_more 7
      with_exemplar_bucket{le="+Inf"} 17 # {trace_id="oHg5SJYRHA0"} 9.8 1520879607.789
      """;

  @Test
  void readsValuesWithAndWithoutLabelsAndTimes() {
    assertThat(sum("metric_without_timestamp_and_labels")).hasValue(12.47);
    assertThat(sum("http_requests_total{code=\"400\"}")).hasValue(3);
    assertThat(sum("trailing{a=\"1\"}")).hasValue(5);
    assertThat(sum("spaced{b=\"2\"}")).hasValue(6);
    assertThat(sum("with_exemplar_bucket{le=\"+Inf\"}")).hasValue(17);
  }

  @Test
  void addsAllSamplesThatAreMeant() {
    assertThat(sum("http_requests_total")).hasValue(1030);
    assertThat(sum("jvm_memory_used_bytes{area=\"heap\"}")).hasValue(350);
    assertThat(sum("jvm_memory_used_bytes")).hasValue(1350);
  }

  @Test
  void labelsMayHoldAnything() {
    assertThat(sum("braces{text=\"a } and a {\"}")).hasValue(4);
    assertThat(
            Exposition.sum(
                TEXT, selector("msdos_file_access_time_seconds", "path", "C:\\DIR\\FILE.TXT")))
        .hasValue(1.458255915e9);
    assertThat(
            Exposition.sum(
                TEXT,
                selector(
                    "msdos_file_access_time_seconds", "error", "Cannot find file:\n\"FILE.TXT\"")))
        .hasValue(1.458255915e9);
  }

  @Test
  void whatIsNotThereOrNoNumberHasNoSum() {
    assertThat(sum("elsewhere")).isEmpty();
    assertThat(sum("http_requests_total{code=\"500\"}")).isEmpty();
    assertThat(sum("nan")).isEmpty();
    assertThat(sum("something_weird")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1st", "name{", "name{a}", "name{a=1}", "name{a=\"1\"", "a b"})
  void selectorsAreNamesWithLabels(String wrong) {
    assertThat(Selector.parse(wrong)).isEmpty();
  }

  @Test
  void linesThatAreNothingArePassedOver() {
    assertThat(Exposition.sum("a{ 1\na 2\n\r\n}{\na x\n", selector("b", "c", "d"))).isEmpty();
    assertThat(Exposition.sum("<html>a 1</html>", Selector.parse("a").orElseThrow())).isEmpty();
    assertThat(Exposition.sum("a 1\r\na 2\r\n", Selector.parse("a").orElseThrow())).hasValue(3);
  }

  private static Selector selector(String name, String label, String value) {
    return new Selector(name, Map.of(label, value));
  }

  private static OptionalDouble sum(String selector) {
    return Exposition.sum(TEXT, Selector.parse(selector).orElseThrow());
  }
}
