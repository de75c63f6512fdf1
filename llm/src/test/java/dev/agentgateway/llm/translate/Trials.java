package dev.agentgateway.llm.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Secret;
import dev.agentgateway.llm.Arrival;
import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.ClientCall;
import dev.agentgateway.llm.Credential;
import dev.agentgateway.llm.Fidelity;
import dev.agentgateway.llm.Prepared;
import dev.agentgateway.llm.Provider;
import dev.agentgateway.llm.ProviderSettings;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.StreamReply;
import dev.agentgateway.llm.Upstream;
import dev.agentgateway.llm.UpstreamCall;
import dev.agentgateway.llm.providers.Providers;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requests through the front door of translation.
final class Trials {

  static final JsonMapper MAPPER = JsonMapper.builder().build();
  static final Headers JSON = Headers.of("content-type", "application/json");
  static final Headers EVENTS = Headers.of("content-type", "text/event-stream");
  static final long AT = 1_764_627_002;

  private Trials() {}

  static Provider provider(String name) {
    return Objects.requireNonNull(Providers.find(name));
  }

  static Upstream upstream(String provider) {
    return upstream(provider, new ProviderSettings(null, null));
  }

  static Upstream upstream(String provider, ProviderSettings own) {
    return new Upstream(
        provider,
        provider(provider),
        own,
        null,
        null,
        new Credential.Key(Secret.of("k1")),
        ChatSettings.NONE);
  }

  static ChatSettings fidelity(Fidelity fidelity) {
    return new ChatSettings(List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of(), fidelity);
  }

  static ClientCall read(RouteType type, Headers headers, String body) {
    Arrival arrival = new Arrival(type, "POST", "/x?beta=true", headers, body.getBytes(UTF_8), AT);
    return ((ClientCall.Reading.Read) Translation.read(arrival)).call();
  }

  static UpstreamCall sent(RouteType type, String body, Upstream upstream, ChatSettings settings) {
    Prepared prepared = read(type, JSON, body).prepare(upstream, settings);
    if (prepared instanceof Prepared.Answer(Reply reply)) {
      throw new AssertionError(reply.status() + " " + text(reply.body()));
    }
    return ((Prepared.Send) prepared).call();
  }

  static UpstreamCall sent(RouteType type, String body, String provider) {
    return sent(type, body, upstream(provider), ChatSettings.NONE);
  }

  static Reply answered(RouteType type, String body, String provider, Fidelity fidelity) {
    Prepared prepared = read(type, JSON, body).prepare(upstream(provider), fidelity(fidelity));
    if (prepared instanceof Prepared.Send(UpstreamCall call)) {
      throw new AssertionError("sent: " + text(call.body()));
    }
    return ((Prepared.Answer) prepared).reply();
  }

  static JsonNode json(byte[] body) {
    return MAPPER.readTree(body);
  }

  static JsonNode json(String body) {
    return MAPPER.readTree(body);
  }

  static String text(byte[] body) {
    return new String(body, UTF_8);
  }

  /// All that a stream gives for these bytes, in pieces of that size.
  static String stream(StreamReply reply, byte[] bytes, int pieceBytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; at += pieceBytes) {
      byte[] piece =
          java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + pieceBytes));
      byte[] given = reply.on(ByteBuffer.wrap(piece));
      out.writeBytes(given == null ? piece : given);
    }
    out.writeBytes(reply.end());
    return out.toString(UTF_8);
  }
}
