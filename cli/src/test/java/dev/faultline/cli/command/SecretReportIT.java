package dev.faultline.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.faultline.core.plan.HttpVersion;
import dev.faultline.core.plan.Target;
import dev.faultline.core.plan.Tls;
import dev.faultline.generator.driver.tls.TlsContexts;
import dev.faultline.testkit.TestAuthority;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a run with a secret, against a target that it did not check. */
@Tag("slow")
class SecretReportIT {

  private static final String SECRET = "s3cr3t0fTh3Sh0p";
  private static final String CAUTION = "the certificate of target 'shop' was not checked";

  @TempDir private Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @Test
  void nothingHoldsTheSecretAndEveryReportHoldsTheCaution() throws Exception {
    Summary run = run();

    assertThat(run.verdict()).as(run.output()).isEqualTo("FAIL");
    assertThat(asked).contains("POST /a/" + SECRET + " Bearer " + SECRET + " " + SECRET);
    Map<String, String> left = left(run.folder());
    assertThat(left)
        .containsKeys("summary.json", "report.html", "summary.md", "junit.xml")
        .allSatisfy((file, text) -> assertThat(text).as(file).isNotEmpty().doesNotContain(SECRET));
    assertThat(left.entrySet())
        .filteredOn(file -> file.getKey().endsWith("windows.avro"))
        .singleElement()
        .satisfies(windows -> assertThat(windows.getValue()).contains("greet"));
    assertThat(run.output()).doesNotContain(SECRET).contains("caution: " + CAUTION);
    assertThat(run.json().at("/cautions/0").asText()).isEqualTo(CAUTION);
    assertThat(left.get("report.html")).contains("Caution: " + CAUTION.replace("'", "&#39;"));
    assertThat(left.get("summary.md")).contains("Caution: " + CAUTION);
    assertThat(left.get("junit.xml"))
        .contains("<property name=\"caution\" value=\"" + CAUTION + "\"");
  }

  private Summary run() throws Exception {
    TestAuthority.Issued its = new TestAuthority(folder, "nobody").issueExpired("elsewhere.test");
    HttpsServer shop =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.setHttpsConfigurator(new HttpsConfigurator(tls(its)));
    shop.createContext("/", this::answer);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      shop.setExecutor(threads);
      shop.start();
      StringWriter output = new StringWriter();
      Path out = folder.resolve("runs");
      int exitCode =
          Faultline.commandLine()
              .setOut(new PrintWriter(output, true))
              .setErr(new PrintWriter(output, true))
              .execute("run", plan(shop.getAddress().getPort()), "--out", out.toString());
      return Summary.read(out, exitCode, output.toString());
    } finally {
      shop.stop(0);
    }
  }

  private static SSLContext tls(TestAuthority.Issued its) throws Exception {
    Tls.Identity identity = new Tls.Identity(its.certificate().toString(), its.key().toString());
    Tls tls = new Tls(new Tls.Trust.Usual(), Optional.of(identity), Optional.empty());
    Target.Http server =
        new Target.Http(
            "server",
            URI.create("https://unused"),
            HttpVersion.HTTP_1_1,
            Optional.of(tls),
            Optional.empty());
    return TlsContexts.of(server).orElseThrow().jdk();
  }

  /** Says what it was told. */
  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    asked.add(
        "%s %s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("authorization"),
                body));
    byte[] answer = ("you said " + body).getBytes(UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String plan(int port) throws IOException {
    Path secret = Files.writeString(folder.resolve("token"), SECRET + "\n");
    String yaml =
        """
        name: insecure
        secrets: { token: { file: %s } }
        targets:
          shop:
            http: 'https://127.0.0.1:%d'
            tls: { insecure: true }
            auth: { bearer: token }
        scenarios:
          visit:
            target: shop
            load: { stages: [constant: { rate: 10, duration: 3s }] }
            steps:
              - name: greet
                request: { method: POST, path: "/a/${secret.token}", body: "${secret.token}" }
                capture: { said: { regex: '.+' } }
              - name: doubt
                request: { path: /b }
                check: { body: { equals: "${said} ${secret.token}" } }
        thresholds:
          http_req_failed: ["rate<0.1"]
        """
            .formatted(secret, port);
    return Files.writeString(folder.resolve("plan.yaml"), yaml).toString();
  }

  /** All files of a run, by their name; those of topics as the bytes of their records. */
  private static Map<String, String> left(Path run) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        texts.put(name, name.endsWith(".avro") ? records(file) : text(Files.readAllBytes(file)));
      }
    }
    return texts;
  }

  private static String records(Path file) throws IOException {
    StringBuilder all = new StringBuilder("records:");
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      for (GenericRecord each : reader) {
        ByteBuffer value = (ByteBuffer) each.get("value");
        byte[] bytes = new byte[value == null ? 0 : value.remaining()];
        if (value != null) {
          value.get(bytes);
        }
        all.append(text(bytes)).append('\n');
      }
    }
    return all.toString();
  }

  /** Each byte one character: a text in it is found whatever surrounds it. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
