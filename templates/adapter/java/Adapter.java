// An adapter of the conformance kit: one JSON object a line in, one out. Java 17 or newer, nothing to install: java Adapter.java
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

public class Adapter {
  /** reason: state nonce iss aud exp signature alg hash azp issuer token-response idp-error network other */
  static class Rejected extends Exception {
    final String reason;

    Rejected(String reason, String message) {
      super(message);
      this.reason = reason;
    }
  }

  record Login(String state, String nonce, String verifier) {}

  static Map<String, Object> config, metadata;
  static final Map<String, Login> sessions = new HashMap<>();

  // ---- YOUR LIBRARY: startLogin and finishLogin. Replace what they do by what your application does. ----
  // What stands here is the least that signs somebody in. It does NOT verify the ID token (signature, issuer, audience,
  // expiry, nonce): the checks of ID tokens fail until your library does that, in finishLogin.

  static HttpClient http;

  /** Goes through the proxy of HTTPS_PROXY, where there is one: Java reads no such variable by itself. */
  static HttpClient.Builder builder() {
    var proxy = System.getenv("HTTPS_PROXY");
    if (proxy == null || proxy.isEmpty()) return HttpClient.newBuilder();
    var place = URI.create(proxy);
    return HttpClient.newBuilder().proxy(ProxySelector.of(new InetSocketAddress(place.getHost(), place.getPort())));
  }

  /** Trusts the certificate authority of caFile, where there is one. */
  static HttpClient client(Object caFile) throws Exception {
    if (caFile == null) return builder().build();
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var pem = Files.newInputStream(Path.of((String) caFile))) {
      store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return builder().sslContext(context).build();
  }

  static Map<String, Object> fetch(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response;
    try {
      response = http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new Rejected("network", String.valueOf(e));
    }
    if (response.statusCode() != 200) throw new Rejected("idp-error", response.uri() + " answers " + response.statusCode());
    try {
      return Json.object(response.body());
    } catch (RuntimeException e) {
      throw new Rejected("token-response", response.uri() + " answers something that is no JSON");
    }
  }

  static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String encode(Object text) {
    return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
  }

  static String form(Map<String, Object> values) {
    return values.entrySet().stream().map(e -> e.getKey() + "=" + encode(e.getValue())).collect(Collectors.joining("&"));
  }

  /** The URL to sign in at; what finishLogin has to know is in kept. */
  static String startLogin(Login kept) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(kept.verifier().getBytes(StandardCharsets.US_ASCII));
    Map<String, Object> query = new LinkedHashMap<>();
    query.put("client_id", config.get("clientId"));
    query.put("response_type", "code");
    query.put("scope", ((List<?>) config.get("scopes")).stream().map(String::valueOf).collect(Collectors.joining(" ")));
    query.put("redirect_uri", config.get("redirectUri"));
    query.put("state", kept.state());
    query.put("nonce", kept.nonce());
    query.put("code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    query.put("code_challenge_method", "S256");
    return metadata.get("authorization_endpoint") + "?" + form(query);
  }

  /** The subject that is signed in now, or Rejected. */
  static String finishLogin(Login kept, URI callback) throws Exception {
    Map<String, String> answer = new HashMap<>();
    for (String pair : String.valueOf(callback.getRawQuery()).split("&")) {
      String[] parts = pair.split("=", 2);
      answer.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    if (kept == null || !kept.state().equals(answer.get("state"))) {
      throw new Rejected("state", "another state than that of this session");
    }
    if (answer.containsKey("error") || !answer.containsKey("code")) {
      throw new Rejected("idp-error", String.valueOf(answer.get("error")));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("grant_type", "authorization_code");
    body.put("code", answer.get("code"));
    body.put("redirect_uri", config.get("redirectUri"));
    body.put("code_verifier", kept.verifier());
    var request = HttpRequest.newBuilder(URI.create((String) metadata.get("token_endpoint")));
    if ("client_secret_basic".equals(config.get("auth"))) {
      String pair = encode(config.get("clientId")) + ":" + encode(config.get("clientSecret"));
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    } else {
      body.put("client_id", config.get("clientId"));
      if ("client_secret_post".equals(config.get("auth"))) body.put("client_secret", config.get("clientSecret"));
    }
    request.header("Content-Type", "application/x-www-form-urlencoded");
    var tokens = fetch(request.POST(HttpRequest.BodyPublishers.ofString(form(body))));
    if (tokens.get("access_token") == null || tokens.get("id_token") == null) {
      throw new Rejected("token-response", "a token is missing");
    }
    // Here your library verifies the ID token against kept.nonce() and metadata.get("jwks_uri").
    var userinfo = HttpRequest.newBuilder(URI.create((String) metadata.get("userinfo_endpoint")));
    return (String) fetch(userinfo.header("Authorization", "Bearer " + tokens.get("access_token"))).get("sub");
  }

  // ---- The protocol: nothing to change from here on. ----

  static Map<String, Object> operate(Map<String, Object> message) throws Exception {
    String session = (String) message.get("session");
    switch ((String) message.get("op")) {
      case "hello":
        return Map.of("name", "my library", "lang", "java", "ops", List.of("configure", "authorize", "callback", "userinfo"));
      case "configure":
        config = message;
        http = client(message.get("caFile"));
        metadata = fetch(HttpRequest.newBuilder(URI.create(message.get("issuer") + "/.well-known/openid-configuration")));
        return Map.of();
      case "authorize":
        sessions.put(session, new Login(random(), random(), random()));
        return Map.of("url", startLogin(sessions.get(session)));
      case "callback":
        try {
          return Map.of("outcome", "accepted", "sub", finishLogin(sessions.remove(session), URI.create((String) message.get("url"))));
        } catch (Rejected e) {
          return Map.of("outcome", "rejected", "error", Map.of("message", e.getMessage(), "reason", e.reason));
        }
      default:
        throw new IllegalArgumentException("no such operation: " + message.get("op"));
    }
  }

  public static void main(String[] args) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = lines.readLine()) != null; ) {
      Map<String, Object> message = Json.object(line);
      Map<String, Object> reply = new LinkedHashMap<>(Map.of("id", message.get("id"), "ok", true));
      try {
        reply.putAll(operate(message));
      } catch (Exception e) {
        reply.putAll(Map.of("ok", false, "error", String.valueOf(e)));
      }
      System.out.println(Json.text(reply));
    }
  }

  /** The JDK has no JSON. This reads and writes all of it; where your project has Jackson or Gson, use that. */
  static class Json {
    private final String text;
    private int at;

    private Json(String text) {
      this.text = text;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String text) {
      var json = new Json(text);
      Object value = json.value();
      if (json.peek() != '\0' || !(value instanceof Map)) throw new IllegalArgumentException("no JSON object");
      return (Map<String, Object>) value;
    }

    private char peek() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
      return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean take(char c) {
      if (peek() != c) return false;
      at++;
      return true;
    }

    private void need(char c) {
      if (!take(c)) throw new IllegalArgumentException("no JSON: " + c + " expected at " + at);
    }

    private Object value() {
      if (peek() == '"') return string();
      if (take('{')) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (take('}')) return map;
        do {
          peek();
          String name = string();
          need(':');
          map.put(name, value());
        } while (take(','));
        need('}');
        return map;
      }
      if (take('[')) {
        List<Object> list = new ArrayList<>();
        if (take(']')) return list;
        do list.add(value()); while (take(','));
        need(']');
        return list;
      }
      int start = at;
      while (at < text.length() && "+-.0123456789aeflnrstuE".indexOf(text.charAt(at)) >= 0) at++;
      String word = text.substring(start, at);
      return switch (word) {
        case "true" -> true;
        case "false" -> false;
        case "null" -> null;
        default -> word.matches("-?\\d{1,18}") ? (Object) Long.parseLong(word) : (Object) Double.parseDouble(word);
      };
    }

    private String string() {
      need('"');
      var out = new StringBuilder();
      while (text.charAt(at) != '"') {
        char c = text.charAt(at++);
        if (c != '\\') {
          out.append(c);
          continue;
        }
        char escape = text.charAt(at++);
        int known = "bfnrt".indexOf(escape);
        if (escape == 'u') {
          out.append((char) Integer.parseInt(text.substring(at, at += 4), 16));
        } else {
          out.append(known < 0 ? escape : "\b\f\n\r\t".charAt(known));
        }
      }
      at++;
      return out.toString();
    }

    static String text(Object value) {
      if (value instanceof Map<?, ?> map) {
        return map.entrySet().stream().map(e -> text(e.getKey()) + ":" + text(e.getValue())).collect(Collectors.joining(",", "{", "}"));
      }
      if (value instanceof List<?> list) return list.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
      if (!(value instanceof String string)) return String.valueOf(value);
      var out = new StringBuilder("\"");
      for (char c : string.toCharArray()) {
        if (c == '"' || c == '\\') out.append('\\').append(c);
        else if (c < ' ') out.append(String.format("\\u%04x", (int) c));
        else out.append(c);
      }
      return out.append('"').toString();
    }
  }
}
