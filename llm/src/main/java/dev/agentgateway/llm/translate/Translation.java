package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.Arrival;
import dev.agentgateway.llm.ClientCall;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.chat.ChatError;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.dialects.Dialects;
import dev.agentgateway.llm.splice.JsonFields;
import dev.agentgateway.llm.splice.JsonScan;

/// Where translation is entered.
public final class Translation {

  private Translation() {}

  /// Reads a client's request as far as the gateway needs.
  public static ClientCall.Reading read(Arrival arrival) {
    return switch (arrival.type()) {
      case COMPLETIONS -> chat(arrival, Dialects.COMPLETIONS);
      case MESSAGES -> chat(arrival, Dialects.MESSAGES);
      case ANTHROPIC_TOKEN_COUNT -> chat(arrival, Dialects.MESSAGES);
      case MODELS ->
          new ClientCall.Reading.Read(new ModelsCall(arrival, likely(arrival.headers())));
      case PASSTHROUGH ->
          new ClientCall.Reading.Read(new PassthroughCall(arrival, likely(arrival.headers())));
    };
  }

  /// Trouble before the request could be read, in the dialect that the path stands for.
  public static Reply error(RouteType type, Failure failure) {
    return Replies.failed(dialect(type, Headers.NONE), failure);
  }

  /// The dialect in which a client of such a path is answered.
  ///
  /// @param headers of its request, which say where the path does not
  static Dialect dialect(RouteType type, Headers headers) {
    return switch (type) {
      case MESSAGES, ANTHROPIC_TOKEN_COUNT -> Dialects.MESSAGES;
      case COMPLETIONS -> Dialects.COMPLETIONS;
      case MODELS, PASSTHROUGH -> likely(headers);
    };
  }

  private static ClientCall.Reading chat(Arrival arrival, Dialect client) {
    return switch (JsonFields.scan(arrival.body())) {
      case JsonScan.Scanned(JsonFields body) ->
          new ClientCall.Reading.Read(
              switch (arrival.type()) {
                case ANTHROPIC_TOKEN_COUNT -> new CountCall(arrival, client, body);
                case COMPLETIONS, MESSAGES, MODELS, PASSTHROUGH ->
                    new ChatCall(arrival, client, body);
              });
      case JsonScan.Malformed malformed ->
          new ClientCall.Reading.Refused(
              Replies.error(
                  client,
                  ChatError.of(400, "the body is no JSON object: " + malformed.message())
                      .withCode("bad_request")));
    };
  }

  /// The dialect of a request whose path does not say: only one of them has a version header.
  private static Dialect likely(Headers headers) {
    return headers.contains("anthropic-version") ? Dialects.MESSAGES : Dialects.COMPLETIONS;
  }
}
