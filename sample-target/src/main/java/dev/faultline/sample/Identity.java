package dev.faultline.sample;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Takes encrypted scopes of an identity, signed by the client: {@code POST /identity/scopes}. The
 * header {@code x-client-signature} is the HMAC-SHA256 of the body with the demo's key, in hex.
 */
final class Identity {

  private static final byte[] KEY = "sample-key".getBytes(StandardCharsets.UTF_8);
  private static final int MOST_BYTES = 64 * 1024;
  private static final Set<String> TYPES = Set.of("FACE", "DOCUMENT", "VOICE");

  private final Work work = Work.seeded(4);
  private final Shelf<Scope> scopes = new Shelf<>("scope");

  private record Scope(String id, String account, int bytes) {}

  Routes routes() {
    return new Routes()
        .on("POST /identity/scopes", this::submit)
        .on("GET /identity/scopes/{}", this::show);
  }

  private Reply submit(Request request) throws InterruptedException, RefusedException {
    String signature = request.header("x-client-signature").orElse("");
    if (!signed(request.body(), signature)) {
      throw new RefusedException(401, "the signature is not that of the body");
    }
    JsonObject json = request.json();
    String account = Request.text(json, "account");
    if (!TYPES.contains(Request.text(json, "scopeType"))) {
      throw new RefusedException(400, "'scopeType' is none of FACE, DOCUMENT, VOICE");
    }
    int bytes = bytes(json);
    work.perform(Duration.ZERO);
    return reply(201, scopes.add(id -> new Scope(id, account, bytes)));
  }

  private Reply show(Request request) throws RefusedException {
    return reply(200, scopes.get(request.id()));
  }

  private static Reply reply(int status, Scope scope) {
    JsonObject body = new JsonObject();
    body.addProperty("scopeId", scope.id());
    body.addProperty("account", scope.account());
    body.addProperty("bytes", scope.bytes());
    return Reply.of(status, body);
  }

  private static int bytes(JsonObject json) throws RefusedException {
    try {
      int bytes = Base64.getDecoder().decode(json.get("encryptedData").getAsString()).length;
      if (bytes > MOST_BYTES) {
        throw new RefusedException(
            413, "'encryptedData' has more than %d bytes".formatted(MOST_BYTES));
      }
      return bytes;
    } catch (NullPointerException | IllegalArgumentException | UnsupportedOperationException none) {
      throw new RefusedException(400, "'encryptedData' is missing, or not Base64");
    }
  }

  private static boolean signed(byte[] body, String signature) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      return MessageDigest.isEqual(mac.doFinal(body), HexFormat.of().parseHex(signature));
    } catch (IllegalArgumentException noHexadecimal) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
