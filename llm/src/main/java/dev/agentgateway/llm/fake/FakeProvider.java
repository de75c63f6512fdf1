package dev.agentgateway.llm.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.fake.chat.FakeDialect;
import dev.agentgateway.llm.fake.chat.FakePlan.Trouble;
import dev.agentgateway.llm.fake.chat.FakeSignature;
import dev.agentgateway.llm.fake.script.FakeScript;
import dev.agentgateway.llm.fake.wire.FakeWire;
import dev.agentgateway.llm.fake.wire.FakeWire.Reading;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/// Where the fake models are entered: a request in, a script out.
///
/// ```
/// POST …/chat/completions   POST …/messages   POST …/messages/count_tokens
/// GET  …/models   GET …/models/{id}           HEAD /
/// ```
///
/// Paths may begin with any prefix. The answer depends on the request alone, but for `fake-flaky`,
/// which also depends on how many requests came before.
public final class FakeProvider {

  private final @Nullable String otherwise;

  private FakeProvider(@Nullable String otherwise) {
    this.otherwise = otherwise;
  }

  /// Knows the fake models and no other name.
  public static FakeProvider strict() {
    return new FakeProvider(null);
  }

  /// Answers for a name that is no fake model's as this fake model does.
  public static FakeProvider answeringAs(String fakeModel) {
    if (FakeModels.find(fakeModel) == null) {
      throw new IllegalArgumentException(fakeModel + ": no fake model");
    }
    return new FakeProvider(fakeModel);
  }

  /// @param target path and query
  /// @param count how many requests were answered before this one
  public FakeScript answer(String method, String target, Headers headers, byte[] body, long count) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    String known = operation(path);
    String expected = known.equals("models") || known.equals("model") ? "GET" : "POST";
    if (method.equals("HEAD") && !known.equals("messages") && !known.equals("completions")) {
      return FakeScript.whole(200, Headers.NONE, new byte[0]);
    }
    if (!known.isEmpty() && !method.equals(expected)) {
      return trouble(headers, Trouble.of(405, "invalid_request_error", null, "Method Not Allowed"));
    }
    return switch (known) {
      case "messages" -> chat(FakeDialect.MESSAGES, headers, body, count);
      case "completions" -> chat(FakeDialect.COMPLETIONS, headers, body, count);
      case "count" -> count(headers, body);
      case "models" -> FakeList.all(dialectOf(headers));
      case "model" -> model(path.substring(path.lastIndexOf('/') + 1), headers);
      default ->
          trouble(
              headers,
              Trouble.of(404, "not_found_error", null, "Not found: " + method + " " + path));
    };
  }

  private static String operation(String path) {
    if (path.endsWith("/chat/completions")) {
      return "completions";
    }
    if (path.endsWith("/messages")) {
      return "messages";
    }
    if (path.endsWith("/messages/count_tokens")) {
      return "count";
    }
    if (path.endsWith("/models")) {
      return "models";
    }
    return path.matches(".*/models/[^/]+") ? "model" : "";
  }

  private FakeScript chat(FakeDialect dialect, Headers headers, byte[] body, long count) {
    return switch (FakeWire.read(dialect, headers, body)) {
      case Reading.Refused(Trouble trouble) ->
          FakeWire.trouble(dialect, trouble, FakeSignature.hash(body));
      case Reading.Read(var chat) -> {
        FakeModels.Found found = find(chat.model());
        yield found == null
            ? FakeWire.trouble(dialect, unknown(dialect, chat.model()), chat.seed())
            : FakeWire.write(chat, FakeModels.plan(found, chat, count));
      }
    };
  }

  private FakeScript count(Headers headers, byte[] body) {
    return switch (FakeWire.readCount(headers, body)) {
      case Reading.Refused(Trouble trouble) ->
          FakeWire.trouble(FakeDialect.MESSAGES, trouble, FakeSignature.hash(body));
      case Reading.Read(var chat) ->
          find(chat.model()) == null
              ? FakeWire.trouble(
                  FakeDialect.MESSAGES, unknown(FakeDialect.MESSAGES, chat.model()), chat.seed())
              : FakeScript.json(
                  200,
                  JsonNodeFactory.instance
                      .objectNode()
                      .put("input_tokens", chat.promptTokens())
                      .toString());
    };
  }

  private FakeScript model(String id, Headers headers) {
    FakeModels.Found found = find(id);
    return found == null
        ? trouble(headers, unknown(dialectOf(headers), id))
        : FakeList.one(dialectOf(headers), id);
  }

  private FakeModels.@Nullable Found find(String model) {
    FakeModels.Found found = FakeModels.find(model);
    return found == null && otherwise != null && !model.startsWith("fake-")
        ? FakeModels.find(otherwise)
        : found;
  }

  private static FakeScript trouble(Headers headers, Trouble trouble) {
    String seed = FakeSignature.hash(trouble.message().getBytes(UTF_8));
    return FakeWire.trouble(dialectOf(headers), trouble, seed);
  }

  private static Trouble unknown(FakeDialect dialect, String model) {
    String message =
        dialect == FakeDialect.MESSAGES
            ? "model: " + model
            : "The model `%s` does not exist or you do not have access to it.".formatted(model);
    return Trouble.of(404, "not_found_error", "model_not_found", message);
  }

  private static FakeDialect dialectOf(Headers headers) {
    return headers.contains("anthropic-version") ? FakeDialect.MESSAGES : FakeDialect.COMPLETIONS;
  }
}
