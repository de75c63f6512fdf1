package dev.agentgateway.llm.fake.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.fake.chat.FakeChat;
import dev.agentgateway.llm.fake.chat.FakeDialect;
import dev.agentgateway.llm.fake.chat.FakePlan;
import dev.agentgateway.llm.fake.chat.FakePlan.Trouble;
import dev.agentgateway.llm.fake.chat.FakeSignature;
import dev.agentgateway.llm.fake.script.FakeScript;
import dev.agentgateway.llm.fake.script.FakeStep;
import dev.agentgateway.llm.splice.JsonFields;
import dev.agentgateway.llm.splice.JsonScan;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Requests in and scripts out, for both formats.
public final class FakeWire {

  private static final long BODY_BYTES_MAX = 32L << 20;

  private FakeWire() {}

  /// What became of a request's bytes.
  public sealed interface Reading {
    record Read(FakeChat chat) implements Reading {}

    record Refused(Trouble trouble) implements Reading {}
  }

  public static Reading read(FakeDialect dialect, Headers headers, byte[] body) {
    if (body.length > BODY_BYTES_MAX) {
      return new Reading.Refused(
          Trouble.of(413, "request_too_large", null, "Request exceeds the maximum size"));
    }
    return switch (JsonFields.scan(body)) {
      case JsonScan.Malformed malformed -> new Reading.Refused(notJson(dialect, malformed));
      case JsonScan.Scanned(JsonFields fields) ->
          switch (dialect) {
            case MESSAGES -> messages(fields.tree(), headers, body);
            case COMPLETIONS -> completions(fields.tree(), headers, body);
          };
    };
  }

  /// The body for `count_tokens`, which has no limit of tokens.
  public static Reading readCount(Headers headers, byte[] body) {
    return switch (JsonFields.scan(body)) {
      case JsonScan.Malformed malformed ->
          new Reading.Refused(notJson(FakeDialect.MESSAGES, malformed));
      case JsonScan.Scanned(JsonFields fields) -> {
        JsonNode tree = fields.tree();
        List<String> problems = MessagesCheck.count(tree, headers);
        yield problems.isEmpty()
            ? new Reading.Read(MessagesRequest.read(tree, headers, FakeSignature.hash(body)))
            : new Reading.Refused(invalid(problems.getFirst()));
      }
    };
  }

  /// The answer as it goes over the wire.
  public static FakeScript write(FakeChat chat, FakePlan plan) {
    return switch (plan) {
      case FakePlan.Speech speech -> Playing.speech(chat, speech);
      case Trouble trouble -> trouble(chat.dialect(), trouble, chat.seed());
      case FakePlan.Page page ->
          FakeScript.whole(
              200, Headers.of("content-type", page.contentType()), page.text().getBytes(UTF_8));
      case FakePlan.Nothing _ -> FakeScript.of(new FakeStep.Silence());
    };
  }

  public static FakeScript trouble(FakeDialect dialect, Trouble trouble, String seed) {
    Headers headers = WireHeaders.of(dialect, seed, "application/json");
    if (trouble.retryAfterSeconds() > 0) {
      headers = headers.with("retry-after", String.valueOf(trouble.retryAfterSeconds()));
    }
    String body =
        switch (dialect) {
          case MESSAGES ->
              MessagesAnswer.errorBody(
                      trouble.type(), trouble.message(), MessagesAnswer.requestId(seed))
                  .toString();
          case COMPLETIONS ->
              CompletionsAnswer.errorBody(
                      openAiType(trouble), trouble.code(), trouble.param(), trouble.message())
                  .toString();
        };
    return FakeScript.whole(trouble.status(), headers, body.getBytes(UTF_8));
  }

  static String openAiType(Trouble trouble) {
    return switch (trouble.type()) {
      case "rate_limit_error" -> "requests";
      case "api_error", "overloaded_error", "timeout_error" -> "server_error";
      default -> "invalid_request_error";
    };
  }

  private static Reading messages(JsonNode tree, Headers headers, byte[] body) {
    List<String> problems = MessagesCheck.message(tree, headers);
    return problems.isEmpty()
        ? new Reading.Read(MessagesRequest.read(tree, headers, FakeSignature.hash(body)))
        : new Reading.Refused(invalid(problems.getFirst()));
  }

  private static Reading completions(JsonNode tree, Headers headers, byte[] body) {
    List<CompletionsCheck.Problem> problems = CompletionsCheck.all(tree);
    if (problems.isEmpty()) {
      return new Reading.Read(CompletionsRequest.read(tree, headers, FakeSignature.hash(body)));
    }
    CompletionsCheck.Problem first = problems.getFirst();
    return new Reading.Refused(
        new Trouble(400, "invalid_request_error", first.code(), first.param(), first.message(), 0));
  }

  private static Trouble notJson(FakeDialect dialect, JsonScan.Malformed malformed) {
    String place = malformed.message();
    return invalid(
        dialect == FakeDialect.MESSAGES
            ? "The request body is not valid JSON: " + place
            : "We could not parse the JSON body of your request. (%s)".formatted(place));
  }

  private static Trouble invalid(String message) {
    return Trouble.of(400, "invalid_request_error", null, message);
  }
}
